import { testDatabase, testRedis } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import * as fc from 'fast-check';
import * as z from 'zod';
import { foldKeys } from './fold-keys';
import { thingDatabase } from './spec-parts/thing-database';
import { bearer, tinyApi } from './spec-parts/tiny-api';
import type { TinyApi } from './spec-parts/tiny-api';

const PATHS = ['/v1/things', '/v1/things/', '/v1/open', '/v1/accept', '/v1/things/x', '/v1/stream/x', '/invite/abc', '/health/live', '/nowhere'];

describe('malformed input', () => {
  let database: TestDatabase;
  let api: TinyApi;
  beforeAll(async () => {
    database = await testDatabase(thingDatabase);
    api = await tinyApi({ databaseUrl: database.ownerUrl, redisUrl: testRedis().url, parts: [thingDatabase] });
  });
  afterAll(async () => {
    await api?.app.close();
    await database.close();
  });

  const calm = (status: number, text: string): boolean => status < 500 && !/stack|node_modules|\bat .+:\d+:\d+/.test(text);

  it('never gets 500: any JSON as body', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('POST', 'PATCH', 'PUT', 'DELETE'), fc.constantFrom(...PATHS), fc.json({ maxDepth: 6 }), async (method, path, raw) => {
        const { status, text } = await api.inject(method, path, { headers: { authorization: bearer() }, raw });
        return calm(status, text);
      }),
      { numRuns: 150 },
    );
  });

  it('never gets 500: bodies of the right fields with wrong values', async () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.bigInt().map(String), fc.constantFrom(null, [], {}, '\u0000', '\ud800', '__proto__', 1e308, -0, ''), fc.object({ maxDepth: 2 }));
    const body = fc.record(
      { name: fc.oneof(value, fc.string({ minLength: 2 })), email: value, profile: value, lines: fc.oneof(value, fc.array(fc.record({ offerId: value, quantity: value }))), labels: fc.oneof(value, fc.dictionary(fc.string(), value)), attributes: value },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(body, async (fields) => {
        const { status, text } = await api.inject('POST', '/v1/things', { headers: { authorization: bearer() }, body: fields });
        return calm(status, text);
      }),
      { numRuns: 250 },
    );
  });

  it('never gets 500: any path, query and headers', async () => {
    const part = fc.oneof(fc.string({ unit: 'binary' }).map(encoded), fc.constantFrom('%', '%zz', '..', '%00', '//', 'v1', 'things', '%ff%fe', ';', '?', '&a[b]=c', 'x'.repeat(2000)));
    const header = fc.stringMatching(/^[\x20-\x7e]{0,60}$/);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('GET', 'POST', 'HEAD', 'OPTIONS'), fc.array(part, { maxLength: 5 }), fc.array(part, { maxLength: 4 }), header, header, async (method, path, query, token, id) => {
        const { status, text } = await api.inject(method, `/v1/${path.join('/')}?${query.join('&')}`, {
          headers: { authorization: bearer(), 'ms-continuationtoken': token, 'ms-requestid': id, 'if-match': token, cookie: id, 'ms-correlationid': token },
        });
        return calm(status, text);
      }),
      { numRuns: 200 },
    );
  });

  it('never gets 500: bytes that are no JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', 'nonsense'), async (bytes, type) => {
        const { status, text } = await api.inject('POST', '/v1/things', { headers: { authorization: bearer(), 'content-type': type }, raw: Buffer.from(bytes) });
        return calm(status, text);
      }),
      { numRuns: 150 },
    );
  });

  it('finds every key of a schema whatever its case, and touches no key of a map', () => {
    const schema = z.object({ companyProfile: z.object({ tenantId: z.string() }), items: z.array(z.object({ offerId: z.string() })), map: z.record(z.string(), z.string()) });
    const mixed = (name: string) => fc.array(fc.boolean(), { minLength: name.length, maxLength: name.length }).map((upper) => [...name].map((letter, at) => (upper[at] ? letter.toUpperCase() : letter)).join(''));
    const given = fc.tuple(mixed('companyProfile'), mixed('tenantId'), mixed('items'), mixed('offerId'), fc.dictionary(fc.string(), fc.string()));
    fc.assert(
      fc.property(given, ([profile, tenant, items, offer, map]) => {
        const folded = foldKeys(schema, { [profile]: { [tenant]: 'a' }, [items]: [{ [offer]: 'b' }], map });
        expect(folded).toEqual({ companyProfile: { tenantId: 'a' }, items: [{ offerId: 'b' }], map });
      }),
    );
  });

  it('leaves out nulls that mean "not supplied", and keeps those that mean something', () => {
    const schema = z.object({ a: z.string().optional(), b: z.string().nullable(), c: z.object({ d: z.number().default(1) }), e: z.union([z.object({ now: z.string() }), z.object({ by: z.string() })]).optional() });
    expect(foldKeys(schema, { A: null, B: null, C: { D: null }, E: { BY: 'x' }, other: null })).toEqual({ b: null, c: {}, e: { by: 'x' }, other: null });
  });
});

function encoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return '%ED%A0%80';
  }
}
