import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { company } from '@tandem/platform-testing';
import { DAY, IncentivesStack, PROFILES, said } from '../spec-parts/incentives-stack';
import type { Reply } from '../spec-parts/incentives-stack';

let stack: IncentivesStack;
beforeAll(async () => (stack = await IncentivesStack.start()));
afterAll(() => stack.close());

const path = (id: string, rest = ''): string => `/v1/incentiveinvitations/${id}${rest}`;
const accept = (who: Parameters<IncentivesStack['ask']>[0], id: string): Promise<Reply> => stack.ask(who, 'POST', path(id, '/accept'));
const verify = (id: string, body: object, who = stack.operator): Promise<Reply> => stack.ask(who, 'POST', path(id, '/verifications'), { body });

describe('who enrolls', () => {
  it('INC-05: is the incentive admin of the location; Global and Account admins read, Incentive users too', async () => {
    const { who, id, admin } = await stack.invited();
    for (const role of ['global_admin', 'account_admin'] as const) {
      expect(said(await stack.ask(who.withRoles(role), 'PUT', path(id, '/profiles'), { body: PROFILES }))).toEqual([403, 'ROLE_MISSING']);
      expect(said(await accept(who.withRoles(role), id))).toEqual([403, 'ROLE_MISSING']);
      expect((await stack.ask(who.withRoles(role), 'GET', path(id))).status).toBe(200);
    }
    const user = { ...admin, roles: [{ role: 'incentive_user' as const, locations: [who.mpnId] }] };
    expect([said(await accept(user, id)), (await stack.ask(user, 'GET', path(id))).status]).toEqual([[403, 'ROLE_MISSING'], 200]);
    expect((await stack.ask(admin, 'PUT', path(id, '/profiles'), { body: PROFILES })).status).toBe(200);
    expect((await accept(admin, id)).json.state).toBe('submitted');
  });

  it('ROL-08: an incentive admin of another location neither sees nor enrolls it', async () => {
    const one = await stack.invited();
    const elsewhere = { ...one.admin, roles: [{ role: 'incentive_admin' as const, locations: ['6299999'] }] };
    for (const [method, rest] of [['GET', ''], ['GET', '/timeline'], ['GET', '/calendar'], ['POST', '/accept'], ['POST', '/decline'], ['POST', '/resend']] as const) expect(said(await stack.ask(elsewhere, method, path(one.id, rest)))).toEqual([403, 'LOCATION_MISSING']);
    expect(said(await stack.ask(elsewhere, 'PUT', path(one.id, '/profiles'), { body: PROFILES }))).toEqual([403, 'LOCATION_MISSING']);
    expect((await stack.ask(elsewhere, 'GET', '/v1/incentiveinvitations')).json.items).toEqual([]);
    expect((await stack.ask(one.admin, 'GET', '/v1/incentiveinvitations')).json.items.map(({ id }) => id)).toEqual([one.id]);
  });

  it('ROL-08: the location is the one that is associated now', async () => {
    const one = await stack.invited();
    const mpnId = await stack.associate(one, 'new@elsewhere.example');
    expect(said(await accept(one.admin, one.id))).toEqual([403, 'LOCATION_MISSING']);
    const next = { ...one.admin, roles: [{ role: 'incentive_admin' as const, locations: [mpnId] }] };
    await stack.ask(next, 'PUT', path(one.id, '/profiles'), { body: PROFILES });
    expect((await accept(next, one.id)).json).toMatchObject({ state: 'submitted', mpnId });
    await stack.associate(one, 'third@elsewhere.example');
    expect((await stack.read(stack.operator, one.id)).mpnId).toBe(mpnId);
  });

  it('API-05: is a person, not an API client by itself', async () => {
    const { admin, id } = await stack.invited();
    const { userId: _, ...client } = admin;
    for (const rest of ['/accept', '/decline']) expect(said(await stack.ask({ ...client, clientId: 'c' }, 'POST', path(id, rest)))).toEqual([403, 'USER_REQUIRED']);
  });

  it('SEC-01: of another organisation finds nothing', async () => {
    const { id } = await stack.invited();
    const other = await company(stack.em(), { program: 'direct_bill' });
    for (const rest of ['', '/timeline', '/calendar']) expect(said(await stack.ask(other.globalAdmin, 'GET', path(id, rest)))).toEqual([404, 'NOT_FOUND']);
    expect(said(await stack.ask({ ...other.globalAdmin, roles: [{ role: 'incentive_admin', locations: [other.mpnId] }] }, 'POST', path(id, '/decline')))).toEqual([404, 'NOT_FOUND']);
    expect((await stack.ask(other.globalAdmin, 'GET', '/v1/incentiveinvitations')).json.items).toEqual([]);
  });

  it('MPN-07: needs a location that is active', async () => {
    const one = await stack.invited();
    await stack.ask(one.admin, 'PUT', path(one.id, '/profiles'), { body: PROFILES });
    await stack.em().execute(`update mpn_location set status = 'inactive' where mpn_id = ?`, [one.who.mpnId]);
    expect(said(await accept(one.admin, one.id))).toEqual([409, 'MPN_REQUIRED']);
  });

  it('ORG-10: enrolls in nothing while the account is suspended', async () => {
    const one = await stack.invited();
    await stack.ask(one.admin, 'PUT', path(one.id, '/profiles'), { body: PROFILES });
    const suspended = { ...one.admin, suspended: { reason: 'Unpaid', since: '2026-01-01T00:00:00Z' } };
    expect(said(await accept(suspended, one.id))).toEqual([409, 'ACCOUNT_SUSPENDED']);
  });
});

describe('the way to the end', () => {
  it('INC-08: both profiles, then verified by the operator', async () => {
    const { id, admin } = await stack.invited();
    expect(said(await accept(admin, id))).toEqual([400, 'PROFILES_MISSING']);
    await stack.ask(admin, 'PUT', path(id, '/profiles'), { body: { tax: PROFILES.tax } });
    expect(said(await accept(admin, id))).toEqual([400, 'PROFILES_MISSING']);
    const saved = await stack.ask(admin, 'PUT', path(id, '/profiles'), { body: { payout: PROFILES.payout } });
    expect(saved.json).toMatchObject({ payout: { iban: 'DE89370400440532013000' }, tax: { taxId: 'DE123456789' } });
    expect(said(await verify(id, { payout: 'verified', tax: 'verified' }))).toEqual([409, 'NOT_SUBMITTED']);
    await accept(admin, id);
    expect((await verify(id, { payout: 'verified', tax: 'verified' })).json).toMatchObject({ state: 'enrolled', enrolledAt: stack.clock.now().toISOString() });
    expect(said(await verify(id, { payout: 'verified', tax: 'verified' }))).toEqual([409, 'NOT_SUBMITTED']);
    expect(await stack.events(id)).toEqual(['incentive.started', 'incentive.invited', 'incentive.profiles-saved', 'incentive.profiles-saved', 'incentive.submitted', 'incentive.enrolled']);
  });

  it('INC-08: a problem comes back with the operator\'s note', async () => {
    const { id, admin } = await stack.submitted();
    expect(said(await verify(id, { payout: 'problem', tax: 'verified' }))).toEqual([400, 'VERIFICATION_NOTE_REQUIRED']);
    await verify(id, { payout: 'problem', tax: 'verified', note: 'The account is of somebody else' });
    expect(await stack.read(admin, id)).toMatchObject({ state: 'action_required', verification: { payout: 'problem', tax: 'verified', note: 'The account is of somebody else' } });
    expect((await accept(admin, id)).json.state).toBe('submitted');
  });

  it('INC-08: says of each field of the profiles what is wrong', async () => {
    const { id, admin } = await stack.invited();
    const reply = await stack.ask(admin, 'PUT', path(id, '/profiles'), { body: { payout: { accountHolder: 'K', iban: 'DE00' }, tax: { taxId: 'x', country: 'de' } } });
    expect([reply.status, reply.json.data.map(({ rule, reason, field }) => `${rule} ${reason} ${field}`)]).toEqual([400, ['INC-08 IBAN_INVALID payout.iban', 'INC-08 TAX_ID_INVALID tax.taxId']]);
    expect((await stack.read(admin, id)).payout).toBeUndefined();
  });

  it('AUD-04: account numbers are whole for incentive admins of the location and operators only, and in no event', async () => {
    const { id, admin, who } = await stack.submitted();
    expect((await stack.read(admin, id)).payout?.iban).toBe('DE89370400440532013000');
    expect((await stack.read(stack.operator, id)).payout?.iban).toBe('DE89370400440532013000');
    expect((await stack.read(who.globalAdmin, id)).payout?.iban).toBe('•••• 3000');
    const rows = await stack.em().execute<{ text: string }[]>(`select (data::text || coalesce(before::text, '') || coalesce(after::text, '')) as text from event where subjects @> array[?::text]`, [`incentive:${id}`]);
    expect(rows.map(({ text }) => text).join()).not.toMatch(/0130|123456789/);
  });

  it('INC-04: declining one leaves the other as it is', async () => {
    const one = await stack.invited();
    await stack.em().execute(
      `insert into incentive (id, organisation_id, program, state, started_at, invite_at, invite_due_at, enroll_due_at, reminder_days, invited_at)
       select gen_random_uuid(), organisation_id, 'direct_bill', 'invited', started_at, invite_at, invite_due_at, enroll_due_at, '[]', invited_at from incentive where id = ?`,
      [one.id],
    );
    expect((await stack.ask(one.admin, 'POST', path(one.id, '/decline'))).json.state).toBe('declined');
    const states = await stack.em().execute<{ state: string }[]>('select state from incentive where organisation_id = ? order by state', [one.who.organisation.id]);
    expect(states.map(({ state }) => state)).toEqual(['declined', 'invited']);
  });

  it('SM-12: before the invitation there is nothing to answer; an answer stands', async () => {
    const { id, who, admin } = await stack.started({ email: null });
    expect(said(await stack.ask(admin, 'POST', path(id, '/decline')))).toEqual([409, 'NOT_INVITED']);
    const submitted = await stack.submitted();
    expect(said(await stack.ask(submitted.admin, 'POST', path(submitted.id, '/decline')))).toEqual([409, 'INCENTIVE_LOCKED']);
    expect((await stack.read(who.globalAdmin, id)).state).toBe('invitation_due');
  });

  it('API-07: whoever knows an older version is told so', async () => {
    const { id, admin } = await stack.invited();
    const { attributes } = await stack.read(admin, id);
    await stack.ask(admin, 'PUT', path(id, '/profiles'), { body: { tax: PROFILES.tax } });
    expect(said(await stack.ask(admin, 'PUT', path(id, '/profiles'), { body: { payout: PROFILES.payout, attributes } }))).toEqual([400, 'STALE']);
  });
});

describe('what is needed', () => {
  it('INC-05, INC-07: names the missing steps and who can do them', async () => {
    const { id, who } = await stack.invited();
    const { needed } = await stack.read(who.globalAdmin, id);
    expect(needed.map(({ step, done, who: names }) => [step, done, names])).toEqual([
      ['agreement', true, []],
      ['mpn_location', true, []],
      ['incentive_admin', false, []],
      ['payout_profile', false, []],
      ['tax_profile', false, []],
      ['verification', false, []],
    ]);
    const { organisation, globalAdmin, mpnId } = who;
    await stack.em().execute(`insert into role_assignment (id, organisation_id, user_id, role, since) values (gen_random_uuid(), ?, ?, 'global_admin', now())`, [organisation.id, globalAdmin.userId]);
    expect((await stack.read(globalAdmin, id)).needed.find(({ step }) => step === 'incentive_admin')).toMatchObject({ done: false, who: ['Greta Ahrens'] });
    await stack.em().execute(`insert into role_assignment (id, organisation_id, user_id, role, locations, since) values (gen_random_uuid(), ?, ?, 'incentive_admin', ?, now())`, [organisation.id, globalAdmin.userId, `{${mpnId}}`]);
    const named = (await stack.read(globalAdmin, id)).needed;
    expect(named.filter(({ step }) => step === 'incentive_admin' || step === 'tax_profile').map(({ done, who: names }) => [done, names])).toEqual([[true, ['Greta Ahrens']], [false, ['Greta Ahrens']]]);
  });

  it('an incentive that was enrolled has everything done', async () => {
    const { id } = await stack.submitted();
    await verify(id, { payout: 'verified', tax: 'verified' });
    const { needed } = await stack.read(stack.operator, id);
    expect(needed.filter(({ step }) => step !== 'incentive_admin').map(({ done }) => done)).toEqual([true, true, true, true, true]);
    stack.clock.advance(DAY);
  });
});
