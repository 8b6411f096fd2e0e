import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import { identityDatabase } from '../identity-database';
import { identityApi } from '../spec-parts/identity-api';
import type { IdentityApi } from '../spec-parts/identity-api';

describe('whom to ask', () => {
  let api: IdentityApi;
  const redis = testRedis();
  beforeAll(async () => (api = await identityApi({ database: await testDatabase(identityDatabase), redis })));
  afterAll(() => api.close());

  const ask = async (email: string, action: string) => {
    const { json } = await api.call('/v1/sandbox/tokens', { body: { email } });
    const reply = await api.call(`/v1/roleholders?action=${action}`, { headers: { authorization: `Bearer ${String(json['access_token'])}` } });
    return { ...reply, items: (reply.json['items'] ?? []) as { name: string; email: string; roles: string[] }[] };
  };

  it('ORG-09: names who may do it, with address and the roles that let them', async () => {
    const { status, items } = await ask('ha@nordwind.example', 'partnership.terminate');
    expect(status).toBe(200);
    expect(items).toEqual([
      { name: 'Anna Weber', email: 'ga@nordwind.example', roles: ['admin_agent', 'global_admin'] },
      { name: 'Lars Petersen', email: 'aa@nordwind.example', roles: ['admin_agent'] },
    ]);
  });

  it("SEC-01: never names people of another organisation, also not where nobody of one's own may do it", async () => {
    for (const caller of ['ha@nordwind.example', 'ha@alpenblick.example', 'op1@ops.example']) {
      const domain = caller.slice(caller.indexOf('@'));
      for (const action of ['partnership.request', 'delivery.read', 'job.manage', 'directory.edit']) {
        const { items } = await ask(caller, action);
        expect(items.filter(({ email }) => !email.endsWith(domain))).toEqual([]);
      }
    }
    expect((await ask('ha@nordwind.example', 'job.manage')).items).toEqual([]);
  });

  it('leaves out who has been deactivated', async () => {
    await api.database.em().execute("update partner_user set state = 'deactivated' where email = 'aa@alpenblick.example'");
    const { items } = await ask('ha@alpenblick.example', 'partnership.providers');
    expect(items.map(({ email }) => email)).toEqual(['ga@alpenblick.example']);
  });

  it('needs a sign-in and an action of the permission table', async () => {
    expect((await api.call('/v1/roleholders?action=delivery.read')).status).toBe(401);
    expect((await ask('ha@nordwind.example', 'everything')).reasons).toEqual(['FIELD_INVALID']);
  });
});
