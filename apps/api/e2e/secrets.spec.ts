import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, eventually } from '../../../tools/services/client.ts';
import { startStack } from '../../../tools/services/stack.ts';
import { within } from '../../../tools/services/workspace.ts';
import { foundIn, logs, rawInbox, redisListener, tables, traceCollector } from './places';
import type { Place } from './places';
import { Visitor } from './visitor';

type Stack = Awaited<ReturnType<typeof startStack>>;

/** What a secret is, the secret, and the only places where it may stand. */
interface Planted {
  readonly what: string;
  readonly secret: string;
  readonly belongs?: RegExp;
}

/** A running Tandem, and somebody who has a token. */
interface Ground {
  readonly stack: Stack;
  readonly agent: Client;
  readonly token: string;
}

/** A secret that nothing else looks like. */
const fresh = (what: string): string => `${what}-${randomBytes(12).toString('hex')}`;

const KEYS = { LINK_KEYS: fresh('link-key'), SESSION_KEYS: fresh('session-key'), BOUNCE_TOKEN: fresh('bounce-token') };
const SMTP_PASSWORD = fresh('smtp');
const CLIENT = { client_id: 'nordwind.example', client_secret: 'sandbox-nordwind.example' };

const post = (url: string, body: NonNullable<RequestInit['body']>, headers: Record<string, string> = {}): Promise<Response> => fetch(url, { method: 'POST', body, headers });

/** What stands in the address of the sign-in page, and counts only together with its signature. */
const NOT_SECRET = new Set(['tandem_interaction', 'tandem_resume']);
/** What the issuer has to find again: of no use without the signature beside it. */
const ISSUERS = new Set(['tandem_oidc']);

async function typedAtSignIn({ stack }: Ground): Promise<Planted[]> {
  const [wrong, unknown, misplaced] = [fresh('wrong'), fresh('unknown'), fresh('misplaced')];
  await new Visitor(stack.url).signIn('ga@nordwind.example', wrong);
  await new Visitor(stack.url).signIn('nobody@nordwind.example', unknown);
  await new Visitor(stack.url).signIn(misplaced, 'x');
  const visitor = new Visitor(stack.url);
  await visitor.signIn('ga@nordwind.example', 'Tandem-sandbox-1');
  // What the sign-in page after that begins is not over, and its state still stands with the issuer.
  const got = [...visitor.got];
  await visitor.open('/auth/sign-out', {});
  return [
    { what: 'a wrong password', secret: wrong },
    { what: 'a password for an unknown account', secret: unknown },
    // The failures of an account are counted under what was typed, for a day (SEC-05).
    { what: 'a password in the field of the address', secret: misplaced, belongs: /^table sign_in_failure$/ },
    { what: 'the right password', secret: 'Tandem-sandbox-1' },
    ...got.filter(({ name, value }) => !NOT_SECRET.has(name) && value.length > 12).map(({ name, value: secret }) => ({ what: `the ${name} of a sign-in`, secret, ...(ISSUERS.has(name) ? { belongs: /^table oidc_artifact$/ } : {}) })),
  ];
}

/** A first operator chooses a password in the place of the one that was shown once. */
async function chosenPassword({ stack }: Ground): Promise<Planted[]> {
  const email = `${randomUUID()}@ops.example`;
  const said = execFileSync(process.execPath, [within('dist', 'apps', 'api', 'operator.js'), 'create', email], { env: { ...process.env, ...stack.env }, encoding: 'utf8' });
  const temporary = /^Password (\S+)$/m.exec(said)?.[1] ?? '';
  const [differing, chosen] = [fresh('differing'), fresh('chosen')];
  const visitor = new Visitor(stack.url);
  await visitor.signIn(email, temporary);
  const form = visitor.at;
  await visitor.open(`${form}/password`, { password: differing, repeat: 'another one' });
  const done = await visitor.open(`${form}/password`, { password: chosen, repeat: chosen });
  expect([temporary.length, done.status]).toEqual([20, 303]);
  return [{ what: 'a temporary password', secret: temporary }, { what: 'a password that was typed differently', secret: differing }, { what: 'a chosen password', secret: chosen }];
}

/** What is typed before a passkey is added, and what its device has to sign. */
async function passkeys({ stack }: Ground): Promise<Planted[]> {
  const visitor = new Visitor(stack.url);
  const wrong = fresh('proof');
  await visitor.signIn('ua@nordwind.example', 'Tandem-sandbox-1');
  const asked = (password: string) => fetch(`${stack.url}/v1/me/passkeys/challenges`, { method: 'POST', headers: { 'content-type': 'application/json', cookie: visitor.cookies }, body: JSON.stringify({ password }) });
  expect((await asked(wrong)).status).toBe(400);
  const { challenge } = (await (await asked('Tandem-sandbox-1')).json()) as { challenge: string };
  await visitor.open('/auth/sign-out', {});
  return [{ what: 'a wrong proof', secret: wrong }, { what: 'the challenge of a passkey', secret: challenge }];
}

/** The present password, asked for once more in the console. */
async function provenPassword({ stack, token }: Ground): Promise<Planted[]> {
  const wrong = fresh('proof');
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'ms-requestid': randomUUID() };
  for (let turn = 0; turn < 2; turn++) await post(`${stack.url}/v1/me/secondfactor`, JSON.stringify({ password: wrong }), headers);
  return [{ what: 'a password that was to prove who somebody is', secret: wrong }];
}

async function tokensOfMachines({ stack }: Ground): Promise<Planted[]> {
  const wrong = fresh('client-secret');
  const route = `${stack.url}/nordwind.example/oauth2/v2.0/token`;
  await post(route, new URLSearchParams({ grant_type: 'client_credentials', ...CLIENT, client_secret: wrong }));
  await post(route, new URLSearchParams({ grant_type: 'client_credentials' }), { authorization: `Basic ${Buffer.from(`${CLIENT.client_id}:${wrong}`).toString('base64')}` });
  const own = (await (await post(route, new URLSearchParams({ grant_type: 'client_credentials', ...CLIENT }))).json()) as { access_token: string };
  const person = (await new Client(stack.url).call('POST', '/v1/sandbox/tokens', { email: 'sa@nordwind.example' })).body;
  const refreshed = (await (await post(route, new URLSearchParams({ grant_type: 'refresh_token', ...CLIENT, refresh_token: String(person['refresh_token']) }))).json()) as { access_token: string; refresh_token: string };
  await fetch(`${stack.url}/v1/me`, { headers: { authorization: `Bearer ${own.access_token}` } });
  expect(refreshed.refresh_token).toEqual(expect.any(String));
  return [
    { what: 'a wrong client secret', secret: wrong },
    { what: 'a client secret', secret: CLIENT.client_secret },
    ...[own.access_token, String(person['access_token']), refreshed.access_token].map((secret) => ({ what: 'an access token', secret })),
    ...[String(person['refresh_token']), refreshed.refresh_token].map((secret) => ({ what: 'a refresh token', secret })),
  ];
}

/** Where nobody expects one: as a token, in the query, in fields that no route has, in what is not JSON. */
async function misplaced({ stack, token }: Ground): Promise<Planted[]> {
  const [bearer, query, field, broken] = [fresh('bearer'), fresh('query'), fresh('field'), fresh('broken')];
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'ms-requestid': randomUUID() };
  await fetch(`${stack.url}/v1/me`, { headers: { authorization: `Bearer ${bearer}` } });
  await fetch(`${stack.url}/v1/deliveries?password=${query}`, { headers });
  const request = { relationshipType: 'is_indirect_cloud_solution_provider_of', language: 'en', email: `${randomUUID()}@fabrikam.example` };
  // Twice under one id: the first answer is kept for the second.
  for (let turn = 0; turn < 2; turn++) await post(`${stack.url}/v1/relationshiprequests`, JSON.stringify({ ...request, password: field, credentials: { clientSecret: field } }), headers);
  await post(`${stack.url}/v1/relationshiprequests`, `{"password":"${broken}`, { ...headers, 'ms-requestid': randomUUID() });
  return [{ what: 'a broken token', secret: bearer }, { what: 'a secret in the query', secret: query }, { what: 'a secret in a field that there is not', secret: field }, { what: 'a secret in a body that cannot be read', secret: broken }];
}

async function personalLink({ stack, agent }: Ground): Promise<Planted[]> {
  const request = { relationshipType: 'is_indirect_cloud_solution_provider_of', language: 'en', email: 'ga@alpenblick.example' };
  const { id, url } = (await agent.call('POST', '/v1/relationshiprequests', request)).body as { id: string; url: string };
  await agent.call('POST', `/v1/relationshiprequests/${id}/send`);
  await eventually(() => agent.call('GET', `/v1/relationshiprequests/${id}`), ({ body }) => body['state'] === 'sent', 'the request is sent');
  const token = url.slice(url.lastIndexOf('/') + 1);
  await fetch(`${stack.url}/invite/${token}`);
  await fetch(`${stack.url}/v1/invitations/${token}`);
  await (await new Client(stack.url).as('ga@alpenblick.example')).call('POST', `/v1/invitations/${token}/decline`, {});
  // The letter as it will be mailed, the recipient's mail, and the answer that its inviter may ask for again for a day.
  return [{ what: 'a personal link', secret: token.slice(token.lastIndexOf('.') + 1), belongs: /^(mails|table (invitation|stored_answer))$/ }];
}

async function bounceToken({ stack }: Ground): Promise<Planted[]> {
  const wrong = fresh('bounce');
  const report = JSON.stringify({ messageId: '<nothing@tandem.example>' });
  for (const token of [wrong, KEYS.BOUNCE_TOKEN]) await post(`${stack.url}/v1/deliveries/bounces`, report, { authorization: `Bearer ${token}`, 'content-type': 'application/json' });
  return [{ what: 'a wrong bounce token', secret: wrong }];
}

/** A webhook's secret signs, and its address may hold one of the partner's own. */
async function webhook({ stack }: Ground): Promise<Planted[]> {
  const admin = await new Client(stack.url).as('ga@nordwind.example');
  const key = fresh('address-key');
  const { body } = await admin.call('POST', '/webhooks/v1/registration', { WebhookUrl: `http://127.0.0.1:65500/hooks?key=${key}`, WebhookEvents: ['test-created'] });
  const rotated = await admin.call('POST', '/webhooks/v1/registration/secrets');
  const tested = await admin.call('POST', '/webhooks/v1/registration/validationEvents');
  const path = `/webhooks/v1/registration/validationEvents/${String(tested.body['correlationId'])}`;
  await eventually(() => admin.call('GET', path), (answer) => answer.body['status'] === 'completed', 'the test was tried');
  return [
    ...[body, rotated.body].map(({ Secret }) => ({ what: 'a secret of a webhook', secret: String(Secret).slice('whsec_'.length), belongs: /^table webhook_registration$/ })),
    // Where it goes, where each delivery went, and the answer to whoever registered it.
    { what: 'a key in the address of a webhook', secret: key, belongs: /^table (webhook_registration|webhook_delivery|stored_answer)$/ },
  ];
}

const settings = (): Promise<Planted[]> => Promise.resolve([...Object.entries(KEYS).map(([what, secret]) => ({ what, secret })), { what: "the mail server's password", secret: SMTP_PASSWORD }]);

/** Every way in which somebody or something can hand Tandem a secret. A new one needs a line here. */
const PLANTS: readonly ((ground: Ground) => Promise<Planted[]>)[] = [typedAtSignIn, chosenPassword, provenPassword, passkeys, tokensOfMachines, misplaced, personalLink, bounceToken, webhook, settings];

describe('AUD-04: secrets', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tandem-journey-'));
  const stops: (() => unknown)[] = [];
  let planted: Planted[];
  let places: Place[];
  let known: string;

  beforeAll(async () => {
    const [traces, inbox] = [await traceCollector(), await rawInbox()];
    const env = { SANDBOX: 'true', WEBHOOK_ALLOW_PRIVATE: 'true', LOG_LEVEL: 'trace', ...KEYS, OTEL_EXPORTER_OTLP_ENDPOINT: traces.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json', OTEL_BSP_SCHEDULE_DELAY: '200' };
    const stack = await startStack({ dir, ports: 'free', workers: 1, env, mail: `smtp://tandem:${SMTP_PASSWORD}@127.0.0.1:${inbox.port}` });
    const redis = await redisListener(stack.redisUrl);
    stops.push(() => redis.stop(), () => stack.stop(), () => traces.stop(), () => inbox.stop());

    const token = String((await new Client(stack.url).call('POST', '/v1/sandbox/tokens', { email: 'sa@nordwind.example' })).body['access_token']);
    const ground = { stack, token, agent: new Client(stack.url, token) };
    planted = [{ what: 'an access token', secret: token }];
    for (const plant of PLANTS) planted.push(...(await plant(ground)));
    const { body } = await ground.agent.call('GET', '/v1/relationshiprequests');
    known = (body['items'] as { id: string; email: string }[]).find(({ email }) => email === 'ga@alpenblick.example')?.id ?? '';

    // Spans and log lines go out together, a moment later.
    await new Promise((done) => setTimeout(done, 1_000));
    const metrics = await (await fetch(`${stack.url}/metrics`)).text();
    places = [...(await tables(stack.databaseUrl)), ...logs(dir), { name: 'redis', text: redis.words() }, { name: 'mails', text: inbox.words() }, { name: 'traces', text: traces.words() }, { name: 'metrics', text: metrics }];
  }, 180_000);

  afterAll(async () => {
    for (const stop of stops) await stop();
    rmSync(dir, { recursive: true, force: true });
  }, 30_000);

  it('are looked for where words really stand: what is no secret is found in each place', () => {
    expect(foundIn(places, known)).toEqual(expect.arrayContaining(['table invitation', 'table event', 'table delivery', 'log api.log', 'mails']));
    expect(places.find(({ name }) => name === 'redis')?.text).toMatch(/invitation-email/);
    expect(places.find(({ name }) => name === 'metrics')?.text).toMatch(/^# HELP http_|^# HELP process_/m);
    expect(foundIn(places, 'smtp send')).toEqual(['traces']);
    expect(places.find(({ name }) => name.startsWith('log worker'))?.text).toMatch(/"level"/);
  });

  it('are planted in every way there is', () => {
    expect(planted.filter(({ secret }) => secret.length < 12)).toEqual([]);
    expect(planted.length).toBeGreaterThan(25);
  });

  it('stand nowhere but where they belong', () => {
    const found = planted.flatMap(({ what, secret, belongs }) => foundIn(places, secret).filter((name) => !belongs?.test(name)).map((name) => `${what} in ${name}`));
    expect(found).toEqual([]);
  });

  it('that have a place are found there', () => {
    const missing = planted.filter(({ secret, belongs }) => belongs && !foundIn(places, secret).some((name) => belongs.test(name)));
    expect(missing.map(({ what }) => what)).toEqual([]);
  });
});
