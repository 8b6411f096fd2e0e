import { testDatabase, testRedis, mailSink } from '@tandem/platform-testing';
import type { MailSink, TestDatabase } from '@tandem/platform-testing';
import { Client } from 'pg';
import { thingDatabase } from '../http/spec-parts/thing-database';
import { tinyApi } from '../http/spec-parts/tiny-api';
import type { TinyApi } from '../http/spec-parts/tiny-api';

describe('readiness', () => {
  let database: TestDatabase;
  let mail: MailSink;
  const apis: TinyApi[] = [];
  const start = async (settings: Record<string, string>, databaseUrl = database.ownerUrl): Promise<TinyApi> => {
    const api = await tinyApi({ databaseUrl, redisUrl: settings['REDIS_URL'] ?? testRedis().url, parts: [thingDatabase], settings });
    apis.push(api);
    return api;
  };
  const asOwner = async (sql: string): Promise<void> => {
    const client = new Client({ connectionString: database.ownerUrl });
    await client.connect();
    await client.query(sql);
    await client.end();
  };

  beforeAll(async () => {
    database = await testDatabase(thingDatabase);
    mail = await mailSink();
  });
  afterAll(async () => {
    await Promise.all(apis.map(({ app }) => app.close()));
    await Promise.all([database.close(), mail.close()]);
  });

  it('is ok when everything is there', async () => {
    const api = await start({ SMTP_URL: mail.url });
    const ready = await api.inject('GET', '/health/ready');
    const up = { status: 'up' };
    expect([ready.status, ready.json]).toEqual([200, { status: 'ok', details: { database: up, migrations: up, redis: up, mail: up } }]);
    expect((await api.inject('GET', '/health/live')).json).toEqual({ status: 'ok' });
  });

  it('is degraded, yet ready, without Redis or mail server', async () => {
    const api = await start({ SMTP_URL: 'smtp://user:hunter2@127.0.0.1:1', REDIS_URL: 'redis://127.0.0.1:1' });
    const ready = await api.inject('GET', '/health/ready');
    expect([ready.status, ready.json['status']]).toEqual([200, 'degraded']);
    expect(ready.json['details']).toMatchObject({ database: { status: 'up' }, redis: { status: 'down' }, mail: { status: 'down' } });
    expect(ready.text).not.toContain('hunter2');
  });

  it('is 503 while a migration is missing', async () => {
    const api = await start({ SMTP_URL: mail.url });
    await asOwner("delete from migration where name like '%thing'");
    const ready = await api.inject('GET', '/health/ready');
    expect([ready.status, ready.json['status'], ready.headers['retry-after']]).toEqual([503, 'error', '5']);
    expect(ready.json['details']).toMatchObject({ database: { status: 'up' }, migrations: { status: 'down' } });
  });

  it('is 503 without a database, and every request says to come back', async () => {
    const own = await testDatabase(thingDatabase);
    const api = await start({ SMTP_URL: mail.url }, own.ownerUrl);
    await own.close();
    expect((await api.inject('GET', '/health/ready')).status).toBe(503);
    expect((await api.inject('GET', '/health/live')).status).toBe(200);
  });
});
