import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PermissionView } from '@tandem/identity-contract';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import { identityDatabase } from '../identity-database';
import { identityApi } from '../spec-parts/identity-api';
import type { IdentityApi } from '../spec-parts/identity-api';

describe('what somebody may do, and why not', () => {
  let api: IdentityApi;
  const redis = testRedis();
  beforeAll(async () => (api = await identityApi({ database: await testDatabase(identityDatabase), redis })));
  afterAll(() => api.close());

  const ask = async (email: string): Promise<ReadonlyMap<string, PermissionView>> => {
    const { json } = await api.call('/v1/sandbox/tokens', { body: { email } });
    const reply = await api.call('/v1/permissions', { headers: { authorization: `Bearer ${String(json['access_token'])}` } });
    return new Map((reply.json['items'] as PermissionView[]).map((item) => [item.action, item]));
  };
  const names = (view: PermissionView | undefined) => view?.heldBy.map(({ name }) => name);
  const without = (...roles: string[]) => api.database.em().execute('delete from role_assignment where user_id in (select id from partner_user where email = ?) and role = any(?::text[])', ['ga@prairie.example', `{${roles.join(',')}}`]);

  it('ROL-01: says of every action whether, why not, and who may', async () => {
    const views = await ask('ha@nordwind.example');
    expect(views.get('audit.read')).toMatchObject({ allowed: true });
    expect(views.get('partnership.terminate')).toMatchObject({ allowed: false, reason: 'ROLE_MISSING', requiredRoles: ['global_admin', 'admin_agent'], requiredPrograms: ['indirect_provider'] });
    expect(names(views.get('partnership.terminate'))).toEqual(['Anna Weber', 'Lars Petersen']);
    expect(views.get('partnership.accept')).toMatchObject({ allowed: false, reason: 'ROLE_MISSING' });
    expect((await ask('ga@nordwind.example')).get('partnership.accept')).toMatchObject({ allowed: false, reason: 'PROGRAM_MISSING', requiredPrograms: ['indirect_reseller'] });
  });

  it('ROL-05: names only those who hold both roles that count together', async () => {
    expect((await ask('ua@prairie.example')).get('partner-user.create')).toMatchObject({ allowed: false, reason: 'ROLE_MISSING', requiredTogether: expect.arrayContaining([['user_admin', 'admin_agent']]) });
    expect(names((await ask('ua@prairie.example')).get('partner-user.create'))).toEqual(['Walter Jensen']);
    await without('admin_agent');
    expect(names((await ask('ua@prairie.example')).get('partner-user.create'))).toEqual([]);
    expect(names((await ask('ua@prairie.example')).get('customer-user.manage'))).toEqual(['Kyle Sanders', 'Walter Jensen']);
  });

  it('ROL-08: names the locations at which an incentive role counts', async () => {
    const views = await ask('iu@keller.example');
    expect(views.get('incentive.read')).toMatchObject({ allowed: true, locations: ['6200002'] });
    expect(views.get('mpn-location.read')).not.toHaveProperty('locations');
    expect((await ask('ga@keller.example')).get('incentive.read')).not.toHaveProperty('locations');
  });

  it("SEC-01: names people of the caller's own organisation only", async () => {
    for (const email of ['ha@alpenblick.example', 'op1@ops.example', 'user@hafen2.example']) {
      const people = [...(await ask(email)).values()].flatMap(({ heldBy }) => heldBy);
      expect(people.length).toBeGreaterThan(0);
      expect(people.filter((person) => !person.email.endsWith(email.slice(email.indexOf('@'))))).toEqual([]);
    }
  });

  it('API-05: tells an API client by itself what only a person may', async () => {
    const grant = await api.call('/oidc/token', { form: { grant_type: 'client_credentials', client_id: 'nordwind.example', client_secret: 'sandbox-nordwind.example' } });
    const reply = await api.call('/v1/permissions', { headers: { authorization: `Bearer ${String(grant.json['access_token'])}` } });
    const items = reply.json['items'] as PermissionView[];
    expect(items.filter(({ reason }) => reason === 'USER_REQUIRED').map(({ action }) => action)).toEqual(expect.arrayContaining(['api-client.manage', 'agreement.sign']));
    expect(items.find(({ action }) => action === 'partnership.request')?.allowed).toBe(true);
  });

  it('needs a sign-in', async () => expect((await api.call('/v1/permissions')).status).toBe(401));
});
