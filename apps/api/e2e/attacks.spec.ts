import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client as Database } from 'pg';
import { Client } from '../../../tools/services/client.ts';
import { startStack } from '../../../tools/services/stack.ts';
import { sampleOf } from './sample-of';
import type { Schema } from './sample-of';

interface Described {
  readonly parameters?: readonly { readonly in?: string; readonly name?: string; readonly schema?: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}
interface Route {
  readonly method: string;
  readonly path: string;
  readonly body: Schema | undefined;
  readonly query: readonly string[];
}

/** Somebody who has nothing to do with the callers: nothing of theirs may change. */
const BYSTANDER = '0b000000-0000-4000-8000-000000000002';
/** Values that stand nowhere else; found in a table, they were taken over from a body. */
const PLANTED = { id: 'dead0000-0000-4000-8000-00000000beef', word: 'planted-by-the-caller', number: 987_654_321 };
/** Fields that no body names, or that only the product may set. */
const EXTRA = {
  ...{ id: PLANTED.id, organisationId: BYSTANDER, organisation_id: BYSTANDER, partnerId: BYSTANDER, userId: PLANTED.id, invitedBy: PLANTED.id, visibleTo: [BYSTANDER], actor: { organisationId: BYSTANDER } },
  ...{ roles: [{ role: PLANTED.word }], role: PLANTED.word, permissions: [PLANTED.word], programs: [PLANTED.word], isAdmin: true, state: PLANTED.word, status: PLANTED.word, version: PLANTED.number },
  ...{ generation: PLANTED.number, createdAt: '1999-01-01T00:00:00Z', created_at: '1999-01-01T00:00:00Z', passwordHash: PLANTED.word, password_hash: PLANTED.word, tokenHash: PLANTED.word, mustChangePassword: false },
};
const CALLERS = ['ga@nordwind.example', 'ga@alpenblick.example', 'op1@ops.example'];
const LONG = 100_000;
/** Texts at which a pattern that looks back and forth would never end. */
const TIRING = ['a', ' ', '.', '-', '@', '1', 'a@', 'a.', '-a', '\\', '/', '"', '(', '%'].flatMap((part) => [part.repeat(LONG / part.length), `${part.repeat(LONG / part.length)}!`]);

describe('attacks on the whole product', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tandem-journey-'));
  let stack: Awaited<ReturnType<typeof startStack>>;
  let database: Database;
  let routes: Route[];
  let schemas: Readonly<Record<string, Schema>>;
  let clients: Client[];
  let token: string;

  beforeAll(async () => {
    stack = await startStack({ dir, ports: 'free', workers: 1, env: { SANDBOX: 'true', RATE_LIMIT_PER_MINUTE: '1000000' }, mail: 'smtp://127.0.0.1:1' });
    database = new Database({ connectionString: stack.databaseUrl });
    await database.connect();
    const document = (await (await fetch(`${stack.url}/openapi.json`)).json()) as { paths: Record<string, Record<string, Described>>; components: { schemas: Record<string, Schema> } };
    schemas = document.components.schemas;
    routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { requestBody, parameters = [] }]) => ({
        method: method.toUpperCase(),
        path,
        body: requestBody?.content['application/json']?.schema,
        query: parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name ?? ''),
      })),
    );
    const nobody = new Client(stack.url);
    clients = await Promise.all(CALLERS.map((email) => nobody.as(email)));
    token = String((await nobody.call('POST', '/v1/sandbox/tokens', { email: CALLERS[0] })).body['access_token']);
  }, 120_000);

  afterAll(async () => {
    await database.end();
    await stack.stop();
    rmSync(dir, { recursive: true, force: true });
  }, 30_000);

  const withBody = (): Route[] => routes.filter(({ path, body }) => body && !/^\/v1\/sandbox\/|\/oauth2\//.test(path));
  const own = (path: string, id: string): string => path.replaceAll(/\{[^}]+\}/g, id);
  const send = (method: string, path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(stack.url + path, { method, body, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers }, signal: AbortSignal.timeout(20_000) });

  async function rowsWith(text: string): Promise<string[]> {
    const { rows: tables } = await database.query<{ name: string }>(`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`);
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await database.query<{ row: string }>(`select t::text as row from "${name}" t where t::text like $1 order by 1`, [`%${text}%`]);
      found.push(...rows.map(({ row }) => `${name}: ${row}`));
    }
    return found;
  }

  it('SEC-01: fields that a body does not name are taken over by no route, in no spelling', async () => {
    const before = await rowsWith(BYSTANDER);
    const { rows: drafts } = await database.query<{ count: number }>('select count(*)::int as count from invitation');
    for (const route of withBody()) {
      const sample = sampleOf(route.body ?? {}, schemas, randomUUID()) as object;
      const upper = Object.fromEntries(Object.entries(EXTRA).map(([name, value]) => [name.toUpperCase(), value]));
      for (const body of [{ ...EXTRA, ...sample }, { ...upper, ...sample }]) {
        for (const client of clients) expect([route.path, (await client.call(route.method, own(route.path, randomUUID()), body)).status]).not.toEqual([route.path, 500]);
      }
    }
    expect(await rowsWith(PLANTED.id)).toEqual([]);
    expect(await rowsWith(PLANTED.word)).toEqual([]);
    expect(await rowsWith(String(PLANTED.number))).toEqual([]);
    expect(await rowsWith(BYSTANDER)).toEqual(before);
    // Else nothing was tried: some of the bodies have made something.
    const { rows: after } = await database.query<{ count: number }>('select count(*)::int as count from invitation');
    expect(after[0]?.count).toBeGreaterThan(drafts[0]?.count ?? 0);
  }, 120_000);

  it('SEC-01: fields within the query are not taken over either', async () => {
    const query = new URLSearchParams({ organisationId: BYSTANDER, partnerId: BYSTANDER, 'visibleTo[]': BYSTANDER, '__proto__[organisationId]': BYSTANDER });
    for (const { path } of routes.filter(({ method, path: at }) => method === 'GET' && !at.includes('{') && at !== '/v1/stream' && at.startsWith('/v1/'))) {
      const { status, body } = await (clients[1] as Client).call('GET', `${path}?${query.toString()}`);
      expect([path, status < 500]).toEqual([path, true]);
      if (status === 200 && !path.includes('/sandbox/') && !path.includes('/indirectproviders')) expect([path, JSON.stringify(body.data ?? body['items'] ?? '').includes(BYSTANDER)]).toEqual([path, false]);
    }
  });

  it('API-02: a body that reaches for the prototype is refused, and reaches nothing', async () => {
    const bodies = ['{"__proto__":{"roles":["operator"]}}', '{"constructor":{"prototype":{"isAdmin":true}}}', '{"email":"a@b.example","language":{"__proto__":{"x":1}}}', '{"\\u005f_proto__":{"x":1}}'];
    for (const { method, path } of withBody()) {
      for (const body of bodies) {
        const { status } = await send(method, own(path, randomUUID()), body);
        expect([path, body, status >= 400 && status < 500]).toEqual([path, body, true]);
      }
    }
    expect((await (clients[1] as Client).call('GET', '/v1/me')).body['roles']).toEqual([{ role: 'admin_agent' }, { role: 'global_admin' }]);
  }, 60_000);

  it('SEC-05: no text keeps the product busy: the next caller is answered', async () => {
    for (const route of withBody()) {
      const sample = sampleOf(route.body ?? {}, schemas, randomUUID()) as Record<string, unknown>;
      const texts = Object.entries(sample).filter(([, value]) => typeof value === 'string');
      for (const tiring of TIRING) {
        const body = JSON.stringify({ ...sample, ...Object.fromEntries(texts.map(([name]) => [name, tiring])) });
        const { status } = await send(route.method, own(route.path, randomUUID()), body);
        expect([route.path, tiring.slice(0, 3), status < 500]).toEqual([route.path, tiring.slice(0, 3), true]);
      }
    }
    for (const { path, query } of routes.filter(({ method, path: at }) => method === 'GET' && at !== '/v1/stream' && !/\/oauth2\/|^\/health|^\/metrics/.test(at))) {
      for (const part of ['a', ' ', '.', '@', '-a', '%']) {
        const tiring = encodeURIComponent(part.repeat(2000 / part.length));
        const response = await fetch(`${stack.url}${own(path, tiring.slice(0, 900))}?${query.map((name) => `${name}=${tiring}`).join('&')}`, { headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(20_000) });
        await response.body?.cancel();
        expect([path, part, response.status < 500]).toEqual([path, part, true]);
      }
    }
    expect((await fetch(`${stack.url}/health/live`, { signal: AbortSignal.timeout(20_000) })).status).toBe(200);
  }, 240_000);

  it('API-03: what is too large is refused: bodies with and without a length, addresses, headers', async () => {
    const huge = 'x'.repeat((1 << 20) + 1);
    const announced = await send('POST', '/v1/relationshiprequests', JSON.stringify({ email: huge }));
    const stream = new ReadableStream({ start: (controller) => (controller.enqueue(new TextEncoder().encode(JSON.stringify({ email: huge }))), controller.close()) });
    const chunked = await fetch(`${stack.url}/v1/relationshiprequests`, { method: 'POST', body: stream, duplex: 'half', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } } as RequestInit);
    expect([announced.status, chunked.status]).toEqual([400, 400]);
    const deep = await send('POST', '/v1/relationshiprequests', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`);
    const many = await send('POST', '/v1/relationshiprequests', JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`field${at}`, at]))));
    expect([deep.status, many.status]).toEqual([400, 400]);
    const header = await fetch(`${stack.url}/v1/me`, { headers: { authorization: `Bearer ${'x'.repeat(100_000)}` } });
    expect([400, 431]).toContain(header.status);
  });

  it('SEC-02: no answer shows the inside: no stack, no path, no SQL, no version', async () => {
    const INSIDE = /\bat .+\.[jt]s:\d|node_modules|\/(?:libs|apps|dist)\/|\b(?:select|insert|update) .+ (?:from|into|set) |relation "|syntax error|MikroORM|fastify|nestjs|postgres|x-powered-by/i;
    const answers = [
      ...(await Promise.all(['/v1/nothing', '/v1/deliveries?size=-1', "/v1/deliveries?search='%22;--", '/v1/relationships/%00', '/%', '/v1/jobs', '/v1/relationshiprequests?filter={"Field":1}'].map((path) => fetch(stack.url + path, { headers: { authorization: `Bearer ${token}` } })))),
      ...(await Promise.all(['{', '[]', '"x"', 'null', '{"email":{"$gt":""}}'].map((body) => send('POST', '/v1/relationshiprequests', body)))),
      await fetch(`${stack.url}/oidc/token`, { method: 'POST', body: new URLSearchParams({ grant_type: "x' or 1=1" }) }),
    ];
    for (const answer of answers) {
      const text = await answer.text();
      expect([answer.url, INSIDE.exec(text)?.[0]]).toEqual([answer.url, undefined]);
      expect([answer.url, answer.headers.get('server'), answer.headers.get('x-powered-by')]).toEqual([answer.url, null, null]);
    }
  });

  it('SEC-02: TRACE is no method here, and gives nothing back', async () => {
    const { hostname, port } = new URL(stack.url);
    const [status, text] = await new Promise<[number | undefined, string]>((resolve, reject) => {
      const call = request({ hostname, port, path: '/v1/me', method: 'TRACE', headers: { authorization: `Bearer ${token}` } }, (reply) => {
        let body = '';
        reply.setEncoding('utf8').on('data', (part: string) => (body += part)).on('end', () => resolve([reply.statusCode, body]));
      });
      call.on('error', reject).end();
    });
    expect([status === 404 || status === 405, text.includes(token)]).toEqual([true, false]);
  });

  it('SEC-06: every answer is guarded by headers: kept by nobody, framed by nobody, read as what it is, open to no other site', async () => {
    const gets = routes.filter(({ method, path }) => method === 'GET' && !path.includes('{') && path !== '/v1/stream').map(({ path }) => path);
    for (const path of [...gets, '/', '/indirect-resellers', '/docs', '/openapi.json', '/auth/sign-in', '/providers', '/invite/nonsense', '/nothing/here']) {
      const response = await fetch(stack.url + path, { redirect: 'manual', headers: { origin: 'https://evil.example', accept: path.startsWith('/v1/') ? 'application/json' : 'text/html', authorization: path.startsWith('/v1/') ? `Bearer ${token}` : '' } });
      await response.body?.cancel();
      const { headers } = response;
      const policy = headers.get('content-security-policy') ?? '';
      expect([path, headers.get('x-content-type-options'), headers.get('x-frame-options'), headers.get('referrer-policy'), policy.includes("frame-ancestors 'none'")]).toEqual([path, 'nosniff', 'DENY', 'same-origin', true]);
      expect([path, /unsafe-eval|script-src[^;]*'unsafe-inline'|default-src[^;]*\*/.test(policy), policy.includes('default-src')]).toEqual([path, false, true]);
      if (!path.includes('jwks')) expect([path, headers.get('access-control-allow-origin')]).toEqual([path, null]);
      if (path.startsWith('/v1/')) expect([path, headers.get('cache-control')]).toEqual([path, expect.stringMatching(/no-store|no-cache/)]);
    }
  });
});
