import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import { Redis } from 'ioredis';
import { Browser } from '../spec-parts/browser';
import { identityDatabase } from '../identity-database';
import { identityApi } from '../spec-parts/identity-api';
import type { IdentityApi } from '../spec-parts/identity-api';
import { CAST, SANDBOX_PASSWORD } from './cast.data';

describe('the sandbox', () => {
  let api: IdentityApi;
  const redis = testRedis();
  beforeAll(async () => (api = await identityApi({ database: await testDatabase(identityDatabase), redis })));
  afterAll(() => api.close());

  const now = async () => Date.parse(String((await api.call('/v1/sandbox/clock')).json['now']));
  const bearer = async (email: string) => {
    const { json } = await api.call('/v1/sandbox/tokens', { body: { Email: email } });
    return { authorization: `Bearer ${String(json['access_token'])}` };
  };

  it('tells its cast', async () => {
    const { status, json } = await api.call('/v1/sandbox/cast');
    expect(status).toBe(200);
    expect(json['password']).toBe(SANDBOX_PASSWORD);
    expect(json['organisations']).toHaveLength(13);
    expect((json['organisations'] as unknown[])[1]).toMatchObject({
      id: '0b000000-0000-4000-8000-000000000001',
      domain: 'nordwind.example',
      programs: ['indirect_provider'],
      mpnIds: ['6100000', '6100001'],
      clientId: 'nordwind.example',
      clientSecret: 'sandbox-nordwind.example',
    });
  });

  it('gives tokens of everybody in it, for their organisation', async () => {
    for (const { id, domain, people } of CAST) {
      for (const { local } of people) {
        const { status, json } = await api.call('/v1/me', { headers: await bearer(`${local}@${domain}`) });
        expect([status, (json['user'] as { email: string }).email, (json['organisation'] as { id: string }).id]).toEqual([
          200,
          `${local}@${domain}`,
          id,
        ]);
      }
    }
  });

  it.each([
    [{ email: 'nobody@nordwind.example' }, 404, 'NOT_FOUND'],
    [{ email: 'nobody' }, 400, 'FIELD_INVALID'],
    [{}, 400, 'FIELD_INVALID'],
  ])('has no tokens for %j', async (body, status, reason) => {
    const reply = await api.call('/v1/sandbox/tokens', { body });
    expect([reply.status, ...reply.reasons]).toEqual([status, reason]);
  });

  it('moves its clock forward only', async () => {
    const before = await now();
    expect((await api.call('/v1/sandbox/clock', { method: 'PUT', body: { advanceBy: 'P22D' } })).status).toBe(200);
    expect(Math.round((await now()) / 60_000 - before / 60_000)).toBe(22 * 24 * 60);
    const back = await api.call('/v1/sandbox/clock', { method: 'PUT', body: { now: '2020-01-01T00:00:00Z' } });
    expect([back.status, ...back.reasons]).toEqual([409, 'CLOCK_BACKWARD']);
    for (const body of [{}, { advanceBy: 'P-1D' }, { advanceBy: 'soon' }, { advanceBy: 'P' }, { now: 'tomorrow' }]) {
      expect((await api.call('/v1/sandbox/clock', { method: 'PUT', body })).status).toBe(400);
    }
  });

  it('ends its clock with the year 2100, and takes one way of moving it at a time', async () => {
    const move = async (body: object) => {
      const { status, json } = await api.call('/v1/sandbox/clock', { method: 'PUT', body });
      return [status, (json['data'] as { field?: string }[] | undefined)?.[0]?.field];
    };
    const before = await now();
    expect(await move({ now: '2101-01-01T00:00:00Z' })).toEqual([400, 'now']);
    expect(await move({ advanceBy: 'P90Y' })).toEqual([400, 'advanceBy']);
    expect((await move({ advanceBy: 'P999999999Y' }))[0]).toBe(400);
    expect(await move({ now: '2099-01-01T00:00:00Z', advanceBy: 'P1D' })).toEqual([400, 'now']);
    expect((await now()) - before).toBeLessThan(60_000);
  });

  it('goes back to its first state; nobody is signed out, tokens stay valid', async () => {
    const browser = new Browser(api);
    await browser.signIn('ga@keller.example', SANDBOX_PASSWORD);
    const token = await bearer('ga@alpenblick.example');
    const minted = (await api.call('/v1/sandbox/tokens', { body: { email: 'sa@nordwind.example' } })).json;
    const client = new Redis(redis.url);
    await client.set(`${redis.prefix}:bull:queue`, 'job');
    await client.set('other:key', 'kept');
    await api.database.em().execute("update organisation set name = 'Renamed' where domain = 'alpenblick.example'");
    await api.database.em().execute("insert into sign_in_failure (id, account, address) values (gen_random_uuid(), 'a', 'b')");
    await api.call('/v1/sandbox/clock', { method: 'PUT', body: { advanceBy: 'P300D' } });

    const { status } = await api.call('/v1/sandbox/reset', { method: 'POST' });
    expect(status).toBe(200);
    expect(Math.abs((await now()) - Date.now())).toBeLessThan(5000);
    expect((await api.call('/v1/me', { headers: token })).json).toMatchObject({ organisation: { name: 'Alpenblick IT GmbH' } });
    expect((await browser.request('/v1/me')).json).toMatchObject({ user: { email: 'ga@keller.example' } });
    const form = {
      client_id: 'nordwind.example',
      client_secret: 'sandbox-nordwind.example',
      grant_type: 'refresh_token',
      refresh_token: String(minted['refresh_token']),
    };
    expect((await api.call('/nordwind.example/oauth2/v2.0/token', { form })).status).toBe(200);
    const [left] = await api.database.em().execute<{ failures: number }[]>('select count(*)::int as failures from sign_in_failure');
    expect(left?.failures).toBe(0);
    expect([await client.exists(`${redis.prefix}:bull:queue`), await client.exists('other:key')]).toEqual([0, 1]);
    client.disconnect();
    expect((await api.call('/v1/sandbox/clock', { method: 'PUT', body: { now: '2020-01-01T00:00:00Z' } })).status).toBe(200);
  });

  it('can be reset by two at once', async () => {
    const replies = await Promise.all([1, 2, 3].map(() => api.call('/v1/sandbox/reset', { method: 'POST' })));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});
