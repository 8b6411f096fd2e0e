import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { securityHeaders } from './security-headers';
import { thingDatabase } from './spec-parts/thing-database';
import { actor, bearer, tinyApi } from './spec-parts/tiny-api';
import type { TinyApi } from './spec-parts/tiny-api';

const INDEX = '<html><head><style>a{}</style><script src="main-ABCDEF12.js" type="module"></script></head><body><app-root ngCspNonce="__CSP_NONCE__"></app-root></body></html>';

describe('what the api serves', () => {
  let database: TestDatabase;
  let api: TinyApi;
  const dir = mkdtempSync(join(tmpdir(), 'tandem-console-'));
  const browser = { accept: 'text/html,application/xhtml+xml' };

  beforeAll(async () => {
    mkdirSync(join(dir, 'browser'));
    writeFileSync(join(dir, 'browser', 'index.html'), INDEX);
    writeFileSync(join(dir, 'browser', 'main-ABCDEF12.js'), 'export {};'.repeat(100));
    writeFileSync(join(dir, 'browser', 'favicon.svg'), '<svg/>');
    writeFileSync(join(dir, 'secret.txt'), 'outside');
    database = await testDatabase(thingDatabase);
    api = await tinyApi({ databaseUrl: database.ownerUrl, redisUrl: testRedis().url, parts: [thingDatabase] }, { consoleDir: join(dir, 'browser') });
  });
  afterAll(async () => {
    await api?.app.close();
    await database.close();
    rmSync(dir, { recursive: true });
  });

  it('is the console for every path of its own, with a nonce that is used once', async () => {
    const [one, other] = await Promise.all(['/', '/partnerships/requests/019a?tab=x'].map((path) => api.inject('GET', path, { headers: browser })));
    const nonce = /ngCspNonce="([\w-]{20,})"/.exec(one?.text ?? '')?.[1];
    expect([one?.status, other?.status, one?.headers['cache-control']]).toEqual([200, 200, 'no-store']);
    expect(one?.headers['content-security-policy']).toContain(`script-src 'self' 'nonce-${nonce}'`);
    expect(one?.text).toContain(`<style nonce="${nonce}">`);
    expect(one?.headers['content-security-policy']).not.toMatch(/unsafe|\*/);
    expect(other?.text).not.toContain(nonce);
  });

  it('is the console no more below the API, nor for programs', async () => {
    expect((await api.inject('GET', '/v1/unknown', { headers: browser })).json.data[0]?.reason).toBe('METHOD_UNKNOWN');
    expect((await api.inject('GET', '/partnerships', { headers: { accept: 'application/json' } })).status).toBe(404);
    expect((await api.inject('GET', '/missing-ABCDEF12.js', { headers: { accept: '*/*' } })).status).toBe(404);
  });

  it('is kept for a year when the name carries a hash, and compressed', async () => {
    const script = await api.inject('GET', '/main-ABCDEF12.js', { headers: { 'accept-encoding': 'gzip, br' } });
    expect([script.headers['cache-control'], script.headers['content-encoding']]).toEqual(['public, max-age=31536000, immutable', 'br']);
    const again = await api.inject('GET', '/favicon.svg', { headers: { 'if-none-match': (await api.inject('GET', '/favicon.svg')).headers['etag'] ?? '' } });
    expect(again.status).toBe(304);
  });

  it('never leaves its folder', async () => {
    const replies = await Promise.all(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%zz', '/a%00b.txt'].map((path) => api.inject('GET', path)));
    expect(replies.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(replies.every(({ json }) => json.data[0]?.reason === 'METHOD_UNKNOWN')).toBe(true);
  });

  it('is guarded by strict headers and open to no other site', async () => {
    const { headers } = await api.inject('GET', '/v1/open', { headers: { origin: 'https://other.example' } });
    expect([headers['content-security-policy'], headers['x-content-type-options'], headers['access-control-allow-origin']]).toEqual([
      "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
      'nosniff',
      undefined,
    ]);
  });

  it('SEC-06: is asked for over https only, once it was reached so', () => {
    const said = (PUBLIC_URL: string) => securityHeaders({ PUBLIC_URL })['strict-transport-security'];
    expect([said('https://tandem.example'), said('http://localhost:3000')]).toEqual(['max-age=31536000; includeSubDomains', undefined]);
  });

  it('is described: every endpoint once, with its roles, errors and named parts', async () => {
    const { paths, components } = (await api.inject('GET', '/openapi.json')).json as unknown as {
      paths: Record<string, Record<string, { description: string; responses: object; parameters: unknown[] }>>;
      components: { schemas: object; responses: object };
    };
    expect(Object.keys(paths)).toEqual(['/health/live', '/health/ready', '/metrics', '/v1/accept', '/v1/open', '/v1/stream', '/v1/things', '/v1/things/{thingId}']);
    expect(paths['/v1/things']?.['post']?.description).toContain('`sales_agent`');
    expect(Object.keys(paths['/v1/things']?.['post']?.responses ?? {})).toEqual(['201', '400', '401', '403', '409', '429']);
    expect(Object.keys(components.schemas)).toEqual(expect.arrayContaining(['Thing', 'Error', 'Fault', 'Link', 'Role', 'Throttled']));
    const text = JSON.stringify({ paths, components });
    const missing = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1] ?? '').filter((path) => !path.split('/').reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], { components }));
    expect(missing).toEqual([]);
  });

  it('is readable in a browser without leaving this machine', async () => {
    const docs = await api.inject('GET', '/docs');
    expect(docs.headers['content-security-policy']).toContain("script-src 'self'");
    expect([docs.headers['content-security-policy']?.includes('unsafe'), docs.headers['x-frame-options']]).toEqual([false, 'DENY']);
    expect(docs.text).not.toMatch(/https?:\/\//);
    const assets = [...docs.text.matchAll(/(?:src|href)="(\/docs\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
    const found = await Promise.all(assets.map((path) => api.inject('GET', path)));
    expect([assets.length, found.map(({ status }) => status)]).toEqual([4, [200, 200, 200, 200]]);
    expect((await api.inject('GET', '/docs/assets/package.json')).status).toBe(404);
  });

  it('answers Expect: 100-continue, bodies far too large and broken HTTP over a real connection', async () => {
    await api.app.listen(0, '127.0.0.1');
    const { port } = new URL(await api.app.getUrl());
    const say = (text: string): Promise<string> =>
      new Promise((resolve) => {
        let heard = '';
        const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
        socket.on('data', (chunk) => (heard += chunk.toString()));
        socket.on('error', () => resolve(heard));
        socket.on('close', () => resolve(heard));
        setTimeout(() => socket.end(), 300);
      });
    const head = `POST /v1/things HTTP/1.1\r\nHost: x\r\nAuthorization: ${bearer(actor())}\r\nContent-Type: application/json\r\n`;
    expect(await say(`${head}Content-Length: 2\r\nExpect: 100-continue\r\n\r\n{}`)).toMatch(/^HTTP\/1.1 100 Continue[\s\S]+HTTP\/1.1 400/);
    expect(await say('nonsense\r\n\r\n')).toMatch(/^HTTP\/1.1 400[\s\S]+"source":"Tandem"/);
    const huge = await fetch(`http://127.0.0.1:${port}/v1/things`, {
      method: 'POST',
      headers: { authorization: bearer(actor()), 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'x'.repeat(10 << 20) }),
    });
    expect([huge.status, ((await huge.json()) as { data: { reason: string }[] }).data[0]?.reason]).toEqual([400, 'BODY_TOO_LARGE']);
  });
});
