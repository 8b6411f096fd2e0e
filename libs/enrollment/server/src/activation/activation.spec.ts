import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { Offboarding } from '@tandem/enrollment-domain';
import { assignRoles, PartnerUser } from '@tandem/identity-domain';
import type { RoleGrant } from '@tandem/identity-domain';
import { newId } from '@tandem/platform-kernel';
import { across } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { company } from '@tandem/platform-testing';
import type { Company } from '@tandem/platform-testing';
import { DEFAULT_AGREEMENT } from '../agreements/default-agreement.data';
import { SignAgreement } from '../agreements/sign-agreement';
import { EnrollmentStack, said, whole } from '../spec-parts/enrollment-stack';
import type { Body, Reply } from '../spec-parts/enrollment-stack';

let stack: EnrollmentStack;
beforeAll(async () => (stack = await EnrollmentStack.start()));
afterAll(() => stack.close());

const sign = (who: Actor): Promise<Reply> => stack.ask(who, 'POST', `/v1/agreements/${DEFAULT_AGREEMENT.id}/signatures`);
const agreement = async (who: Actor): Promise<Body | undefined> => (await stack.ask(who, 'GET', '/v1/agreements')).json.items[0];
const programs = ({ organisation }: Company) =>
  stack.em().execute<Record<string, unknown>[]>('select program, state, agreement_signed_at as at, agreement_signed_by as by from program_membership where organisation_id = ? order by program', [organisation.id]);
const roles = async (userId: string | undefined): Promise<string[]> => {
  const rows = await stack.em().execute<{ role: string; locations: string[] | null }[]>('select role, locations from role_assignment where user_id = ? order by role', [userId]);
  return rows.map(({ role, locations }) => [role, ...(locations ?? [])].join(' '));
};
const give = async (userId: string | undefined, ...wanted: RoleGrant[]): Promise<void> => {
  const em = stack.em();
  const user = await em.findOneOrFail(PartnerUser, { id: userId ?? '' });
  em.persist([...assignRoles({ user, held: [], wanted, otherGlobalAdmins: 1, isOperator: false, now: stack.clock.now() }).granted]);
  await em.flush();
};
/** Another Global admin of a company. */
const colleagueOf = async ({ organisation, globalAdmin }: Company): Promise<Actor> => {
  const em = stack.em();
  const given = { organisationId: organisation.id, email: `co@${organisation.domain}`, firstName: 'Carl', lastName: 'Olsen', locale: 'en' as const };
  const user = PartnerUser.welcome({ ...given, passwordHash: 'no password fits this', mustChangePassword: false, now: stack.clock.now() });
  em.persist(user);
  await em.flush();
  await give(user.id, { role: 'global_admin' });
  return { ...globalAdmin, userId: user.id, name: 'Carl Olsen', email: user.email };
};
/** A company that is approved and associated: one step before it is a reseller. */
const approved = async (): Promise<Company & { id: string }> => {
  const { who, id, domain } = await stack.applicant();
  await stack.change(who, id, { mpnId: who.mpnId });
  await stack.submit(who, id);
  await stack.confirm(await stack.tokenOf(`paul@${domain}`));
  await stack.review();
  return { ...who, id };
};

describe('the activation of the program', () => {
  it('ROL-04: makes whoever enrolled Admin agent beside what they are, whoever signs', async () => {
    const who = await approved();
    await give(who.globalAdmin.userId, { role: 'global_admin' }, { role: 'incentive_admin', locations: [who.mpnId] });
    const colleague = await colleagueOf(who);
    expect((await sign(colleague)).status).toBe(201);
    expect(await roles(who.globalAdmin.userId)).toEqual(['admin_agent', 'global_admin', `incentive_admin ${who.mpnId}`]);
    expect(await roles(colleague.userId)).toEqual(['global_admin']);
  });

  it('ROL-04: leaves those as they are who are Admin agent already', async () => {
    const who = await approved();
    await give(who.globalAdmin.userId, { role: 'global_admin' }, { role: 'admin_agent' });
    expect((await sign(who.globalAdmin)).status).toBe(201);
    expect(await roles(who.globalAdmin.userId)).toEqual(['admin_agent', 'global_admin']);
  });

  it('ROL-04: makes nobody Admin agent who has left, and waits for nobody', async () => {
    const who = await approved();
    await give(who.globalAdmin.userId, { role: 'global_admin' });
    const colleague = await colleagueOf(who);
    await stack.em().execute("update partner_user set state = 'deactivated' where id = ?", [who.globalAdmin.userId]);
    expect((await sign(colleague)).status).toBe(201);
    expect([await roles(who.globalAdmin.userId), await roles(colleague.userId)]).toEqual([['global_admin'], ['global_admin']]);
  });

  it('AGR-04: everybody who may look sees that it is signed, by whom and when, and the program says the same', async () => {
    const who = await approved();
    expect(await agreement(who.globalAdmin)).toMatchObject({ state: 'available', awaited: true });
    await sign(who.globalAdmin);
    const at = stack.clock.now().toISOString();
    for (const actor of [who.globalAdmin, who.withRoles('admin_agent'), who.withRoles('sales_agent')]) expect(await agreement(actor)).toMatchObject({ state: 'accepted', awaited: false, signature: { dateSigned: at, name: 'Greta Ahrens' } });
    const [held] = await programs(who);
    expect([held?.['program'], held?.['state'], new Date(String(held?.['at'])).toISOString(), held?.['by']]).toEqual(['indirect_reseller', 'active', at, who.globalAdmin.userId]);
    expect(await stack.read(who, who.id)).toMatchObject({ state: 'active', activatedAt: at });
  });

  it("SEC-01: looks at the organisation's own programs and the person's own roles, also where no wall stands behind the statements", async () => {
    const other = await approved();
    await sign(other.globalAdmin);
    expect(await roles(other.globalAdmin.userId)).toEqual(['admin_agent']);
    const who = await approved();
    await across('operator', () => stack.api.get(EntityManager).transactional(() => stack.api.get(SignAgreement).run(who.globalAdmin, DEFAULT_AGREEMENT.id, { ip: null })));
    expect([(await programs(who)).map(({ program }) => program), await roles(who.globalAdmin.userId)]).toEqual([['indirect_reseller'], ['admin_agent']]);
  });

  it('AGR-02: is not begun by a signature without an approval', async () => {
    const { who, id } = await stack.applicant();
    await stack.change(who, id, { mpnId: who.mpnId });
    await stack.submit(who, id);
    expect(said(await sign(who.globalAdmin))).toEqual([409, 'NOT_QUALIFIED']);
    expect([await programs(who), (await stack.read(who, id)).state]).toEqual([[], 'contact_pending']);
  });
});

describe('the end of a transition', () => {
  const marked = async (): Promise<Company & { id: string; organisations: number }> => {
    const who = await company(stack.em(), { program: 'direct_bill', country: 'FR' });
    const em = stack.em();
    em.persist(Offboarding.mark({ organisationId: who.organisation.id, reason: 'Moves to two tiers', markedBy: newId(), now: stack.clock.now() }));
    await em.flush();
    const { json } = await stack.ask(who.globalAdmin, 'POST', '/v1/enrollments', { body: { programType: 'indirect_reseller' } });
    const { domain } = who.organisation;
    await stack.change(who, json.id, whole(domain));
    const organisations = await count();
    expect((await stack.submit(who, json.id, { acknowledgedIrreversible: true })).status).toBe(200);
    await stack.confirm(await stack.tokenOf(`paul@${domain}`));
    await stack.review();
    return { ...who, id: json.id, organisations };
  };
  const count = async (): Promise<number> => (await stack.em().execute<{ n: number }[]>('select count(*)::int as n from organisation'))[0]?.n ?? 0;

  it('TRN-05: with the approval the contact is told to have the agreement signed, which is what the Global admin finds', async () => {
    const who = await marked();
    const contact = `paul@${who.organisation.domain}`;
    expect((await stack.mails(who.id)).at(-1)).toBe(`enrollment_approved ${contact}`);
    const mail = (await stack.deliver(contact))?.text.replace(/\s+/g, ' ');
    for (const part of ['a Global admin signs in again, reads the partner agreement on the overview, and accepts it', 'http://localhost:3000/']) expect(mail).toContain(part);
    expect(await agreement(who.globalAdmin)).toMatchObject({ state: 'available', awaited: true, templateId: DEFAULT_AGREEMENT.id });
    expect((await programs(who)).map(({ program }) => program)).toEqual(['direct_bill']);
  });

  it('TRN-02, TRN-06: after the signature the same organisation is both, direct bill and reseller', async () => {
    const who = await marked();
    expect((await sign(who.globalAdmin)).status).toBe(201);
    expect((await programs(who)).map(({ program, state }) => [program, state])).toEqual([['direct_bill', 'active'], ['indirect_reseller', 'active']]);
    expect(await stack.read(who, who.id)).toMatchObject({ state: 'active', path: 'transition', organisation: { id: who.organisation.id } });
    expect(await count()).toBe(who.organisations);
  });

  it('AGR-04, AGR-07: of a program that was held without a signature it is noted who signed and when', async () => {
    const who = await company(stack.em(), { program: 'indirect_reseller', signed: false });
    await stack.em().execute('insert into mpn_association (id, organisation_id, mpn_id, since) values (gen_random_uuid(), ?, ?, now())', [who.organisation.id, who.mpnId]);
    expect((await sign(who.globalAdmin)).status).toBe(201);
    expect(await programs(who)).toMatchObject([{ program: 'indirect_reseller', state: 'active', by: who.globalAdmin.userId }]);
    expect((await stack.ask((await company(stack.em(), { program: 'indirect_provider' })).globalAdmin, 'GET', `/v1/compliance/csp/agreementstatus?mpnId=${who.mpnId}`)).json).toEqual({ isAgreementSigned: true });
  });
});
