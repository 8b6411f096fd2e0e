import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client as Database } from 'pg';
import { Client, eventually } from '../../../tools/services/client.ts';
import { startStack } from '../../../tools/services/stack.ts';
import { within } from '../../../tools/services/workspace.ts';
import { sampleOf } from './sample-of';
import type { Schema } from './sample-of';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly body: Schema | undefined;
}
interface Described {
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly schema: Schema }[];
  readonly security?: readonly object[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** Stands in everything the owner stores, and must never stand in an answer to anybody else. */
const SECRET = 'isolation-secret';
const OWNER = '0b000000-0000-4000-8000-000000000001';
const ALPENBLICK = '0c000000-0000-4000-8000-000000000001';
/** Routes whose right is not an organisation's: a personal link opens for whoever holds it, tokens and bounces have credentials of their own. */
const OTHER_RIGHTS = /^\/v1\/(invitations\/|sandbox\/|deliveries\/bounces)|\/oauth2\//;

const document = JSON.parse(readFileSync(within('docs', 'openapi.json'), 'utf8')) as { paths: Record<string, Record<string, Described>>; components: { schemas: Record<string, Schema> } };
/** The paths of a route: a parameter that is one of a few words makes one path of each, so that what is left names records. */
const pathsOf = (path: string, { parameters = [] }: Described): string[] =>
  parameters
    .filter((parameter) => parameter.in === 'path' && parameter.schema.enum)
    .reduce((paths, { name, schema }) => paths.flatMap((one) => (schema.enum ?? []).map((word) => one.replace(`{${name}}`, String(word)))), [path]);
const operations: Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, { security }]) => security?.length !== 0 && !OTHER_RIGHTS.test(path))
    .flatMap(([method, route]) => pathsOf(path, route).map((one) => ({ method: method.toUpperCase(), path: one, body: route.requestBody?.content['application/json']?.schema }))),
);
const withRecord = operations.filter(({ path }) => path.includes('{'));
const without = operations.filter(({ path }) => !path.includes('{') && path !== '/v1/stream');

describe('no route gives one organisation what is another one’s', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tandem-journey-'));
  const actors = new Map<string, Client>();
  /** The owner's record for the routes below each of these paths; a new kind of record needs a line here. */
  const records = new Map<string, string>();
  let stack: Awaited<ReturnType<typeof startStack>>;
  let nobody: Client;
  let owner: Client;
  /** Reads what only operators may, of everybody. */
  let operator: Client;
  let database: Database;

  const longest = (fits: (prefix: string) => boolean): string | undefined => [...records].filter(([prefix]) => fits(prefix)).sort(([one], [other]) => other.length - one.length)[0]?.[1];
  const recordOf = (path: string): string | undefined => longest((prefix) => path.startsWith(prefix));
  /** What a body may name: a record of the same kind. */
  const namedIn = (path: string): string => longest((prefix) => path.startsWith(prefix.slice(0, prefix.indexOf('{') - 1))) ?? records.get('/v1/relationshiprequests/{id}') ?? '';
  const filled = (path: string): string => path.replace(/\{[^}]+\}/g, (parameter, at: number) => recordOf(path.slice(0, at + parameter.length)) ?? 'nothing');
  const perform = (client: Client, { method, path, body }: Operation) =>
    client.call(method, filled(path), body && sampleOf(body, document.components.schemas, namedIn(path)));

  /** Everything that mentions the owner, in every table. */
  async function fingerprint(): Promise<Record<string, string>> {
    const { rows: tables } = await database.query<{ name: string }>(`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`);
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await database.query<{ hash: string | null }>(`select md5(string_agg(t::text, '|' order by t::text)) as hash from "${name}" t where t::text like '%${OWNER}%'`);
      found[name] = rows[0]?.hash ?? '';
    }
    return found;
  }

  async function ownersRecords(): Promise<void> {
    const request = { relationshipType: 'is_indirect_cloud_solution_provider_of', language: 'en' };
    const accepted = (await owner.call('POST', '/v1/relationshiprequests', { ...request, email: 'ga@alpenblick.example' })).body;
    const reseller = await nobody.as('ga@alpenblick.example');
    await reseller.call('POST', `/v1/invitations/${String(accepted['url']).split('/').at(-1)}/accept`, { authorized: true });
    const sent = (await owner.call('POST', '/v1/relationshiprequests', { ...request, email: `${SECRET}@fabrikam.example` })).body;
    await owner.call('POST', `/v1/relationshiprequests/${String(sent['id'])}/send`);
    const draft = (await owner.call('POST', '/v1/relationshiprequests', { ...request, email: `${SECRET}@tailspin.example` })).body;
    const imported = (await owner.call('POST', '/v1/relationshiprequests/imports', { csv: `E-Mail\n${SECRET}@litware.example\n`, language: 'en' })).body;
    const ofSent = async () => (await owner.call('GET', '/v1/deliveries')).body['items'] as { id: string; state: string; recipient: string }[];
    const [delivery] = (await eventually(ofSent, (items) => items.some(({ state, recipient }) => state === 'sent' && recipient.startsWith(SECRET)), 'the mail is sent')).filter(({ recipient }) => recipient.startsWith(SECRET));
    const view = (await owner.call('POST', '/v1/savedviews', { page: 'indirect-resellers', name: SECRET, query: `q=${SECRET}` })).body;
    const { rows: jobs } = await database.query<{ id: string }>('select id from job where organisation_id = $1 limit 1', [OWNER]);
    const { rows: events } = await database.query<{ id: string }>('select id from event where organisation_id = $1 order by at desc limit 1', [OWNER]);
    const act = (await owner.call('POST', '/v1/deliveries/retry')).body;
    const seat = { addressLine1: SECRET, city: SECRET };
    const contact = { firstName: SECRET, lastName: SECRET, email: `${SECRET}@nordwind.example` };
    const location = (await owner.call('POST', '/v1/mpnlocations', { name: SECRET, address: seat, contact: { ...contact, phoneNumber: '4012345' } })).body;
    await owner.call('PUT', '/v1/profiles/legalbusiness', { address: seat, primaryContact: contact });
    await owner.call('PUT', '/v1/profiles/billing', { address: seat, primaryContact: contact });
    await owner.call('PUT', '/v1/profiles/organization', { defaultAddress: seat, email: contact.email });
    await owner.call('PUT', '/v1/profiles/support', { email: contact.email });
    const csv = `Anbieter;Wiederverkäufer;seit;Admin;Nachweis\nnordwind.example;prairie.example;2024-01-01;nein;${SECRET}`;
    const takeover = (await operator.call('POST', '/v1/takeovers', { csv, mapping: { provider: 'Anbieter', reseller: 'Wiederverkäufer', since: 'seit', adminAccess: 'Admin', evidence: 'Nachweis' } })).body;
    const person = (await owner.call('POST', '/v1/partnerusers', { email: `${SECRET}@nordwind.example`, firstName: SECRET, lastName: SECRET, roles: [{ role: 'report_viewer' }] })).body;
    records.set('/v1/partnerusers/{id}', String(person['id']));
    const session = randomUUID();
    await database.query("insert into session (id, token_hash, user_id, agent) select $1::uuid, $2, id, $2 from partner_user where email = 'ga@nordwind.example'", [session, SECRET]);
    records.set('/v1/me/sessions/{id}', session);
    const passkey = randomUUID();
    await database.query("insert into passkey (id, organisation_id, user_id, name, credential_id, public_key, counter, created_at) select $1::uuid, organisation_id, id, $2, $2, $2, 0, now() from partner_user where email = 'ga@nordwind.example'", [passkey, SECRET]);
    records.set('/v1/me/passkeys/{id}', passkey);
    records.set('/v1/partnerusers/{id}/secondfactorresets', ((await owner.call('GET', '/v1/me')).body['user'] as { id: string }).id);
    records.set('/v1/auditrecords/{id}', events[0]?.id ?? '');
    const client = (await owner.call('POST', '/v1/apiclients', { name: SECRET, roles: [{ role: 'sales_agent' }] })).body;
    const publicKey = { kty: 'RSA', n: 'A'.repeat(342), e: 'AQAB' };
    const key = (await owner.call('POST', `/v1/apiclients/${String(client['id'])}/keys`, { key: publicKey })).body;
    records.set('/v1/apiclients/{id}', String(client['id']));
    records.set('/v1/apiclients/{id}/secrets/{secretId}', (client['secrets'] as { id: string }[])[0]?.id ?? '');
    records.set('/v1/apiclients/{id}/keys/{keyId}', String(key['id']));
    records.set('/v1/partners/{id}', OWNER);
    const enrollment = randomUUID();
    await database.query(
      `insert into enrollment (id, organisation_id, path, state, application, started_at, expected_until, clock_since, clock_counted, clock_paused, findings, round_told, decision_checks)
       values ($1, $2, 'application', 'in_review', $3, now(), now() + interval '5 days', now(), 0, false, '[]', true, '[]')`,
      [enrollment, OWNER, { legalBusinessProfile: { companyName: SECRET, address: { country: 'DE' }, primaryContact: { email: contact.email } }, supportProfile: {} }],
    );
    records.set('/v1/enrollments/{id}', enrollment);
    const incentive = randomUUID();
    await database.query(
      `insert into incentive (id, organisation_id, program, state, started_at, invite_at, invite_due_at, enroll_due_at, reminder_days, payout)
       values ($1, $2, 'reseller', 'invited', now(), now(), now() + interval '30 days', now() + interval '30 days', '[]', $3)`,
      [incentive, OWNER, { accountHolder: SECRET, iban: SECRET }],
    );
    records.set('/v1/incentiveinvitations/{id}', incentive);
    records.set('/v1/businessdays/{country}', 'DE');
    records.set('/v1/businessdays/{country}/{day}', '2030-01-02');
    await owner.call('POST', '/webhooks/v1/registration', { WebhookUrl: `http://127.0.0.1:65500/${SECRET}`, WebhookEvents: ['test-created'] });
    const tested = (await owner.call('POST', '/webhooks/v1/registration/validationEvents')).body;
    records.set('/v1/webhookdeliveries/{id}', String(tested['correlationId']));
    records.set('/webhooks/v1/registration/validationEvents/{correlationId}', String(tested['correlationId']));
    records.set('/v1/bulkacts/{id}', String(act['id']));
    records.set('/v1/takeovers/{id}', String(takeover['id']));
    records.set('/v1/relationshiprequests/{id}', String(draft['id']));
    records.set('/v1/relationshiprequests/imports/{id}', String(imported['id']));
    records.set('/v1/deliveries/{id}', delivery?.id ?? '');
    records.set('/v1/savedviews/{id}', String(view['id']));
    records.set('/v1/jobs/{id}', jobs[0]?.id ?? '');
    records.set('/v1/relationships/{partnerId}', ALPENBLICK);
    records.set('/v1/indirectproviders/{id}', OWNER);
    records.set('/v1/mpnlocations/{mpnId}', String(location['mpnId']));
    // Versions are the installation's, yet nobody reads one that is for another country.
    const said = { title: SECRET, text: SECRET };
    const version = (await operator.call('POST', '/v1/agreementtemplates', { agreementType: 'PartnerAgreement', documents: { de: said, en: said }, countries: ['DE'] })).body;
    records.set('/v1/agreementtemplates/{templateId}', String(version['id']));
    records.set('/v1/agreements/{templateId}', String(version['id']));
    const signature = randomUUID();
    await database.query(
      `insert into agreement_signature (id, organisation_id, template_id, agreement_type, version_rank, language, document_hash, region, signed_by, signer_name, signed_at, source)
       select $1::uuid, u.organisation_id, t.id, t.agreement_type, t.version_rank, 'en', t.documents #>> '{en,hash}', 'europe', u.id, $2, now(), 'signed' from partner_user u, agreement_template t where u.email = 'ga@nordwind.example' and t.id = $3::uuid`,
      [signature, SECRET, version['id']],
    );
    records.set('/v1/agreementsignatures/{id}', signature);
  }

  beforeAll(async () => {
    stack = await startStack({ dir, ports: 'free', workers: 1, env: { SANDBOX: 'true', WEBHOOK_ALLOW_PRIVATE: 'true' }, mail: 'maildev' });
    database = new Database({ connectionString: stack.databaseUrl });
    await database.connect();
    nobody = new Client(stack.url);
    owner = await nobody.as('ga@nordwind.example');
    operator = await nobody.as('op1@ops.example');
    await ownersRecords();
    for (const email of ['ga@albion.example', 'sa@albion.example', 'ga@prairie.example', 'ga@hafen2.example']) actors.set(email, await nobody.as(email));
    const grant = await fetch(`${stack.url}/oidc/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('albion.example:sandbox-albion.example').toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    actors.set("Albion's own system", new Client(stack.url, ((await grant.json()) as { access_token: string }).access_token));
    // What the workers still do for the owner must not look like a change that a foreigner made.
    const open = async () => (await database.query<{ name: string }>(`select name from job where state in ('pending', 'dispatched', 'running') and not_before <= business_now()`)).rows;
    await eventually(open, (jobs) => jobs.length === 0, 'the workers have nothing to do');
  }, 120_000);

  afterAll(async () => {
    await database.end();
    await stack.stop();
    rmSync(dir, { recursive: true, force: true });
  }, 30_000);

  it('SEC-01: every route with a record is tried with a real one, which its owner can read', async () => {
    expect(withRecord.filter(({ path }) => !recordOf(path)).map(({ path }) => path)).toEqual([]);
    const reads = withRecord.filter(({ method }) => method === 'GET');
    const status = async (operation: Operation): Promise<number> => {
      const own = (await perform(owner, operation)).status;
      return own === 403 ? (await perform(operator, operation)).status : own;
    };
    expect(await Promise.all(reads.map(async (operation) => [operation.path, await status(operation)]))).toEqual(reads.map(({ path }) => [path, 200]));
  });

  it.each(withRecord.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))('SEC-01: %s', async (_name, operation) => {
    const before = await fingerprint();
    expect((await perform(nobody, operation)).status).toBe(401);
    for (const [name, client] of actors) {
      const { status, body } = await perform(client, operation);
      expect([name, status]).toEqual([name, status === 403 ? 403 : 404]);
      expect(JSON.stringify(body)).not.toContain(SECRET);
    }
    expect(await fingerprint()).toEqual(before);
  });

  it.each(without.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))('SEC-01: %s', async (_name, operation) => {
    const before = await fingerprint();
    expect((await perform(nobody, operation)).status).toBe(401);
    for (const client of actors.values()) {
      const { status, body } = await perform(client, operation);
      expect(status).toBeLessThan(500);
      expect(JSON.stringify(body)).not.toContain(SECRET);
    }
    expect(await fingerprint()).toEqual(before);
  });
});
