import { Logger } from '@nestjs/common';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { thingDatabase } from '../http/spec-parts/thing-database';
import { bearer, tinyApi } from '../http/spec-parts/tiny-api';
import type { TinyApi } from '../http/spec-parts/tiny-api';
import { redactText, redactUrl } from './redact';

const LINK = 'k69508580.019a0b1c-0000-7000-8000-000000000001.1.c2lnbmF0dXJlLW9mLXRoaXMtbGluay0xMjM0NTY3ODkwMTI';
const JWT = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJzb21lYm9keSJ9.c2lnbmF0dXJl';

describe('log lines and numbers', () => {
  let database: TestDatabase;
  let api: TinyApi;
  beforeAll(async () => {
    database = await testDatabase(thingDatabase);
    api = await tinyApi({ databaseUrl: database.ownerUrl, redisUrl: testRedis().url, parts: [thingDatabase] });
  });
  afterAll(async () => {
    await api.app.close();
    await database.close();
  });

  it('never hold a secret, wherever it was planted', async () => {
    const planted = ['hunter2-password', 'hunter2-secret', 'hunter2-cookie', 'hunter2-token', 'hunter2-url', 'hunter2-query', LINK, JWT];
    await api.inject('GET', `/invite/${LINK}?token=hunter2-query&company=Alpenblick`, { headers: { cookie: 'tandem_session=hunter2-cookie', referer: `http://localhost:3000/invite/${LINK}` } });
    await api.inject('POST', `/v1/Invitations/${LINK}/accept?client_secret=hunter2-query`, { headers: { authorization: `Bearer ${JWT}` }, body: { password: 'hunter2-password' } });
    await api.inject('PATCH', '/v1/things/00000000-0000-4000-8000-000000000001', { headers: { authorization: bearer() }, body: { fail: 'bug' } });
    const logger = new Logger('Planted');
    logger.log({ password: 'hunter2-password', deep: { clientSecret: { value: 'hunter2-secret' }, list: [{ refresh_token: 'hunter2-token' }] }, headers: { Authorization: `Bearer ${JWT}`, 'set-cookie': 'hunter2-cookie' } });
    logger.error(new Error(`connect postgres://tandem:hunter2-url@db/x failed for ${LINK}, ${JWT}, {"client_secret":"hunter2-secret"}`).stack);
    logger.warn(`GET /verify/${LINK} and https://user:hunter2-url@host/?access_token=hunter2-token`);
    const all = api.log.join('');
    expect(planted.filter((secret) => all.includes(secret))).toEqual([]);
    expect(all).not.toMatch(/hunter2|Alpenblick|c2lnbmF0dXJl/);
    expect([all.includes('/invite/[hidden]'), all.includes('Planted'), api.log.every((line) => JSON.parse(line) !== null)]).toEqual([true, true, true]);
  });

  it('have one line per request, with its correlation id and without headers', async () => {
    const before = api.log.length;
    await api.inject('GET', '/v1/open?x=1', { headers: { 'ms-correlationid': 'line-1' } });
    const lines = api.log.slice(before).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ context: 'Request', correlationId: 'line-1', method: 'GET', url: '/v1/open?x=…', status: 200 });
    await api.inject('GET', '/health/live');
    expect(api.log).toHaveLength(before + 1);
  });

  it('count requests by route pattern, jobs by queue, and no path, name or id', async () => {
    await api.inject('PATCH', '/v1/things/00000000-0000-4000-8000-000000000001', { headers: { authorization: bearer() }, body: {} });
    await database.em().execute(
      "insert into job (id, name, queue, kind, payload, run_at, max_attempts, organisation_id, not_before, created_at) values (gen_random_uuid(), 'x.y', 'notification', 'delivery', '{}', now(), 8, gen_random_uuid(), now() - interval '90 seconds', now() - interval '90 seconds')",
    );
    const { text, headers } = await api.inject('GET', '/metrics');
    expect(headers['content-type']).toContain('text/plain');
    expect(text).toMatch(/http_request_duration_seconds_count\{method="PATCH",route="\/v1\/things\/:thingId",status="200"\} [1-9]/);
    expect(text).toContain('queue_jobs{queue="notification",state="pending"} 1');
    expect(text).toMatch(/queue_oldest_job_seconds\{queue="notification",state="pending"\} (89|9\d)/);
    expect(text).toMatch(/database_connections\{state="idle"\} \d/);
    expect(text).not.toMatch(/00000000-0000-4000|Nordwind/);
  });

  it('keep what is no secret readable', () => {
    const plain = 'Delivery 019a0b1c-0000-7000-8000-000000000001 to https://tandem.example:3000/customers was deferred: 451 4.7.1 try again';
    expect(redactText(plain)).toBe(plain);
    expect(redactUrl('/v1/relationshiprequests/019a0b1c-0000-7000-8000-000000000001/send')).toBe('/v1/relationshiprequests/019a0b1c-0000-7000-8000-000000000001/send');
  });
});
