import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { thingDatabase } from './spec-parts/thing-database';
import { actor, bearer, tinyApi } from './spec-parts/tiny-api';
import type { TinyApi } from './spec-parts/tiny-api';

describe('the request limit', () => {
  let database: TestDatabase;
  const apis: TinyApi[] = [];
  const start = async (redisUrl: string, settings: Record<string, string> = {}): Promise<TinyApi> => {
    const api = await tinyApi({ databaseUrl: database.ownerUrl, redisUrl, parts: [thingDatabase], settings: { RATE_LIMIT_PER_MINUTE: '5', ...settings } });
    apis.push(api);
    return api;
  };
  const call = (api: TinyApi, who = actor()) => api.inject('GET', '/v1/open', { headers: { authorization: bearer(who) } });
  const exhaust = async (api: TinyApi, who = actor()): Promise<number[]> => {
    const statuses: number[] = [];
    for (let count = 0; count < 6; count++) statuses.push((await call(api, who)).status);
    return statuses;
  };

  beforeAll(async () => {
    database = await testDatabase(thingDatabase);
  });
  afterAll(async () => {
    await Promise.all(apis.map(({ app }) => app.close()));
    await database.close();
  });

  it('SEC-05: is counted per organisation and client, over all processes', async () => {
    const [one, other] = [await start(testRedis().url), await start(testRedis().url)];
    await new Promise((resolve) => setTimeout(resolve, 200));
    const who = actor({ organisationId: randomUUID() });
    expect(await exhaust(one, who)).toEqual([200, 200, 200, 200, 200, 429]);
    // By itself the other process would say yes five times; a Redis that once took its time is asked again.
    const told = [await call(other, who), await call(other, who), await call(other, who)].map(({ status }) => status);
    expect(told).toContain(429);
    expect((await call(other, actor({ organisationId: who.organisationId, clientId: 'another' }))).status).toBe(200);
    expect((await call(other, actor({ organisationId: randomUUID() }))).status).toBe(200);
  });

  it('SEC-05: is refused in the throttling shape, with the seconds to wait', async () => {
    const api = await start(testRedis().url);
    const who = actor({ organisationId: randomUUID() });
    await exhaust(api, who);
    const { headers, json } = await call(api, who);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect([json['statusCode'], json['message']]).toEqual([429, `Rate limit is exceeded. Try again in ${headers['retry-after']} seconds.`]);
    expect(json.data[0]?.reason).toBe('TOO_MANY_REQUESTS');
  });

  it('counts tokens that are not valid by address, and health not at all', async () => {
    const api = await start(testRedis().url);
    const guess = () => api.inject('GET', '/v1/things', { headers: { authorization: 'Bearer guess' } });
    const statuses: number[] = [];
    for (let count = 0; count < 8; count++) statuses.push((await guess()).status);
    expect(statuses.at(-1)).toBe(429);
    expect((await api.inject('GET', '/health/live')).status).toBe(200);
  });

  it('believes X-Forwarded-For only of a proxy that is named', async () => {
    const from = (api: TinyApi, address: string) => api.inject('GET', '/v1/open', { headers: { 'x-forwarded-for': address } });
    const behind = await start(testRedis().url, { TRUST_PROXY: '127.0.0.1' });
    const [one, other] = [`10.${Math.floor(Math.random() * 250)}.1.1`, `10.${Math.floor(Math.random() * 250)}.2.2`];
    for (let count = 0; count < 6; count++) await from(behind, one);
    expect([(await from(behind, one)).status, (await from(behind, other)).status]).toEqual([429, 200]);
    const open = await start(testRedis().url);
    const statuses: number[] = [];
    for (let count = 0; count < 6; count++) statuses.push((await from(open, `10.0.3.${count}`)).status);
    expect(statuses.at(-1)).toBe(429);
  });

  it('goes on by itself, without delay, while Redis does not answer', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as { port: number };
    for (const url of [`redis://127.0.0.1:${port}`, 'redis://127.0.0.1:1']) {
      const api = await start(url);
      const began = performance.now();
      expect(await exhaust(api, actor({ organisationId: randomUUID() }))).toEqual([200, 200, 200, 200, 200, 429]);
      expect(performance.now() - began).toBeLessThan(15_000);
      await api.app.close();
      apis.pop();
    }
    silent.close();
  });
});
