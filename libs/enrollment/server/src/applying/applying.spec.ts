import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { Offboarding } from '@tandem/enrollment-domain';
import { MpnLocation } from '@tandem/identity-domain';
import { newId } from '@tandem/platform-kernel';
import { across } from '@tandem/platform-server';
import { company, meet } from '@tandem/platform-testing';
import type { Company } from '@tandem/platform-testing';
import { reviewEnrollment } from '../enrollment.jobs';
import { EnrollmentStack, said, whole } from '../spec-parts/enrollment-stack';
import type { Reply } from '../spec-parts/enrollment-stack';
import { findEnrollments } from './list-enrollments';
import { StartEnrollment } from './start-enrollment';
import { SubmitEnrollment } from './submit-enrollment';

let stack: EnrollmentStack;
beforeAll(async () => (stack = await EnrollmentStack.start({ WEBMAIL_DOMAINS: 'postbote.*' })));
afterAll(() => stack.close());

const start = (who: Company): Promise<Reply> => stack.ask(who.globalAdmin, 'POST', '/v1/enrollments', { body: { programType: 'indirect_reseller' } });
const fields = ({ json }: Reply): [string, string | undefined][] => json.data.map(({ reason, field }) => [reason, field]);
const mark = async (who: Company): Promise<void> => {
  const em = stack.em();
  em.persist(Offboarding.mark({ organisationId: who.organisation.id, reason: 'Moves to two tiers', markedBy: newId(), now: stack.clock.now() }));
  await em.flush();
};
/** Another MPN account of a company. */
const account = async (who: Company, given: { type?: 'global' | 'location'; country?: string; status?: 'active' | 'inactive' }): Promise<string> => {
  const em = stack.em();
  const mpnId = String(Math.floor(Math.random() * 1e9) + 2e9);
  const location = MpnLocation.open({ organisationId: who.organisation.id, mpnId, type: given.type ?? 'location', name: 'Elsewhere', country: given.country ?? 'FR', now: stack.clock.now() });
  em.persist(Object.assign(location, { status: given.status ?? 'active' }));
  await em.flush();
  return mpnId;
};

describe('beginning an enrollment', () => {
  it('ENR-01, ENR-19: begins with a prefilled form, once; the second call answers the same one', async () => {
    const who = await company(stack.em(), { country: 'FR' });
    const first = await start(who);
    expect([first.status, first.json.state, first.json.path, first.json.programType]).toEqual([201, 'draft', 'application', 'indirect_reseller']);
    expect(first.json.legalBusinessProfile).toMatchObject({ companyName: who.organisation.name, address: { country: 'FR' } });
    expect(first.json.issues.length).toBeGreaterThan(5);
    const second = await start(who);
    expect([second.status, second.json.id]).toEqual([200, first.json.id]);
  });

  it('ENR-19: two at once begin one', async () => {
    const who = await company(stack.em(), { country: 'FR' });
    const replies = await Promise.all([start(who), start(who), start(who)]);
    expect(new Set(replies.map(({ json }) => json.id)).size).toBe(1);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
  });

  it('ROL-02: is for Global admins, submitting for people only', async () => {
    const who = await company(stack.em(), { country: 'FR' });
    const agent = await stack.ask(who.withRoles('admin_agent', 'account_admin'), 'POST', '/v1/enrollments', { body: { programType: 'indirect_reseller' } });
    expect(said(agent)).toEqual([403, 'ROLE_MISSING']);
    const { who: begins, id } = await stack.applicant();
    expect(said(await stack.ask(begins.withRoles('admin_agent', 'account_admin'), 'PATCH', `/v1/enrollments/${id}`, { body: { mpnId: '1' } }))).toEqual([403, 'ROLE_MISSING']);
    const { userId: _, ...client } = who.globalAdmin;
    const begun = await stack.ask({ ...client, clientId: 'machine' }, 'POST', '/v1/enrollments', { body: { programType: 'indirect_reseller' } });
    expect(begun.status).toBe(201);
    expect(said(await stack.ask({ ...client, clientId: 'machine' }, 'POST', `/v1/enrollments/${begun.json.id}/submit`, { body: {} }))).toEqual([403, 'USER_REQUIRED']);
  });

  it('ORG-03, ORG-05: is not for those who hold a program, but marked direct-bill partners (TRN-01)', async () => {
    const of = async (program: 'indirect_provider' | 'indirect_reseller' | 'customer' | 'direct_bill') => said(await start(await company(stack.em(), { program })));
    expect(await of('indirect_reseller')).toEqual([409, 'PROGRAM_HELD']);
    expect(await of('indirect_provider')).toEqual([409, 'PROGRAM_NOT_OFFERED']);
    expect(await of('customer')).toEqual([409, 'PROGRAM_NOT_OFFERED']);
    expect(await of('direct_bill')).toEqual([403, 'NOT_ELIGIBLE']);
    const marked = await company(stack.em(), { program: 'direct_bill' });
    await mark(marked);
    const now = await account(marked, { country: 'DE' });
    await stack.em().execute('update mpn_association set until = now() where organisation_id = ?', [marked.organisation.id]);
    await stack.em().execute('insert into mpn_association (id, organisation_id, mpn_id, since) values (gen_random_uuid(), ?, ?, now())', [marked.organisation.id, now]);
    const reply = await start(marked);
    expect([reply.status, reply.json.path, reply.json.state]).toEqual([201, 'transition', 'draft']);
    expect(reply.json.mpnId).toBe(now);
  });

  it('ORG-02: is for those who held a program once, too', async () => {
    const who = await company(stack.em(), { program: 'indirect_reseller', country: 'FR' });
    await stack.em().execute("update program_membership set state = 'ended' where organisation_id = ?", [who.organisation.id]);
    expect((await start(who)).status).toBe(201);
  });

  it('ENR-01: knows no other program', async () => {
    const who = await company(stack.em());
    const reply = await stack.ask(who.globalAdmin, 'POST', '/v1/enrollments', { body: { programType: 'direct_bill' } });
    expect(reply.status).toBe(400);
  });

  it('ORG-10: begins nothing for a suspended account', async () => {
    const who = await company(stack.em());
    const halted = { ...who.globalAdmin, suspended: { reason: 'Unpaid', since: new Date().toISOString() } };
    expect(said(await stack.ask(halted, 'POST', '/v1/enrollments', { body: { programType: 'indirect_reseller' } }))).toEqual([409, 'ACCOUNT_SUSPENDED']);
  });
});

describe('filling in the form', () => {
  it('keeps everything that is well-typed, and says what is wrong with it', async () => {
    const { who, id, domain } = await stack.applicant();
    const half = await stack.change(who, id, { legalBusinessProfile: { primaryContact: { email: 'a@gmail.com', phoneNumber: 'no' }, address: { country: 'kp' } }, supportProfile: { email: '' } });
    expect(half.status).toBe(200);
    expect(half.json.legalBusinessProfile).toMatchObject({ address: { country: 'KP', city: 'Lyon' }, primaryContact: { firstName: 'Paul', email: 'a@gmail.com' } });
    expect(half.json.supportProfile).toEqual({ telephone: '+33 1 23 45 67 89' });
    expect(half.json.issues.map(({ reason, field }) => [reason, field])).toEqual([
      ['FIELD_INVALID', 'supportProfile.email'],
      ['COUNTRY_UNSUPPORTED', 'legalBusinessProfile.address.country'],
      ['WEBMAIL_NOT_ALLOWED', 'legalBusinessProfile.primaryContact.email'],
      ['FIELD_INVALID', 'legalBusinessProfile.primaryContact.phoneNumber'],
    ]);
    expect((await stack.change(who, id, whole(domain))).json.issues).toEqual([]);
  });

  it('ENR-06: says of every entry whether it has the form of what it stands for', async () => {
    const { who, id } = await stack.applicant();
    const changed = await stack.change(who, id, { legalBusinessProfile: { website: 'no page', primaryContact: { email: 'no@address@', phoneNumber: 'none' } }, supportProfile: { email: 'nobody', telephone: 'none', website: 'ftp://boreal.example' } });
    const wrong = ['legalBusinessProfile.website', 'legalBusinessProfile.primaryContact.email', 'legalBusinessProfile.primaryContact.phoneNumber', 'supportProfile.email', 'supportProfile.telephone', 'supportProfile.website'];
    expect(changed.json.issues.filter(({ reason }) => reason === 'FIELD_INVALID').map(({ field }) => field)).toEqual(wrong);
    expect(fields(await stack.submit(who, id)).filter(([reason]) => reason === 'FIELD_INVALID').map(([, field]) => field)).toEqual(wrong);
    const elsewhere = await stack.change(who, id, { legalBusinessProfile: { address: { country: '1x' } } });
    expect(elsewhere.json.issues.filter(({ field }) => field === 'legalBusinessProfile.address.country').map(({ reason }) => reason)).toEqual(['COUNTRY_UNSUPPORTED']);
  });

  it("ENR-08: refuses web mail at the submission, whatever its case, tags and sub-domains, and the operator's list", async () => {
    const { who, id } = await stack.applicant();
    for (const email of ['A.B+x@GMAIL.com', 'a@yahoo.co.uk', 'a@me.com', 'a@mail.outlook.com', 'a@postbote.de']) {
      await stack.change(who, id, { legalBusinessProfile: { primaryContact: { email } } });
      expect(fields(await stack.submit(who, id))).toEqual([['WEBMAIL_NOT_ALLOWED', 'legalBusinessProfile.primaryContact.email']]);
    }
    expect((await stack.read(who, id)).state).toBe('draft');
    await stack.change(who, id, { legalBusinessProfile: { primaryContact: { email: 'a@notgmail.com' } } });
    expect((await stack.submit(who, id)).status).toBe(200);
  });

  it('ENR-06, ENR-11: refuses a submission with everything that is missing at once', async () => {
    const who = await company(stack.em(), { country: 'HU' });
    const { json } = await start(who);
    const reply = await stack.submit(who, json.id);
    expect(reply.status).toBe(400);
    expect(reply.json.data.map(({ field }) => field)).toEqual(expect.arrayContaining(['legalBusinessProfile.address.city', 'legalBusinessProfile.primaryContact.email', 'supportProfile.telephone', 'legalBusinessProfile.registrationNumber']));
    expect((await stack.em().execute('select 1 from delivery where organisation_id = ?', [who.organisation.id]))).toEqual([]);
  });

  it('API-07: refuses a stale etag', async () => {
    const { who, id } = await stack.applicant();
    const { attributes } = await stack.read(who, id);
    await stack.change(who, id, { mpnId: '1' });
    expect(said(await stack.change(who, id, { mpnId: '2', attributes }))).toEqual([400, 'STALE']);
  });

  it("SEC-01: says whose rows it wants, also where no wall stands behind the statements", async () => {
    const others = [await company(stack.em(), { program: 'indirect_reseller' }), await company(stack.em(), { program: 'direct_bill' })];
    for (const other of others) await mark(other);
    const foreign = await stack.applicant({ submitted: true });
    const who = await company(stack.em(), { country: 'FR' });
    const everywhere = <Result>(work: () => Promise<Result>): Promise<Result> => across('operator', () => stack.api.get(EntityManager).transactional(work));
    const { id, begun } = await everywhere(() => stack.api.get(StartEnrollment).run(who.globalAdmin));
    const made = await stack.read(who, id);
    expect([begun, made.path, made.mpnId, made.legalBusinessProfile.companyName]).toEqual([true, 'application', undefined, who.organisation.name]);
    await stack.em().execute("update partner_profile set contact_verified_at = now() where organisation_id = ? and kind = 'legalbusiness'", [foreign.who.organisation.id]);
    await stack.change(who, id, whole(who.organisation.domain, { email: `paul@${foreign.domain}` }));
    await everywhere(() => stack.api.get(SubmitEnrollment).run({ ...who.globalAdmin, userId: who.globalAdmin.userId ?? '' }, id, { acknowledged: false }));
    // Whom somebody else's contact confirmed to is none of ours.
    expect((await stack.read(who, id)).state).toBe('contact_pending');
    const at = { now: stack.clock.now(), zone: 'UTC' };
    const { items } = await everywhere(() => findEnrollments(stack.api.get(EntityManager), who.globalAdmin, { params: undefined, query: {}, body: undefined }, at));
    expect(items.map((one) => one.id)).toEqual([id]);
    const unmarked = await company(stack.em(), { program: 'direct_bill' });
    await expect(everywhere(() => stack.api.get(StartEnrollment).run(unmarked.globalAdmin))).rejects.toThrow('NOT_ELIGIBLE (TRN-01)');
  });

  it("SEC-01: is nobody else's", async () => {
    const { id } = await stack.applicant();
    const other = await company(stack.em());
    for (const reply of [stack.change(other, id, {}), stack.submit(other, id), stack.ask(other.globalAdmin, 'GET', `/v1/enrollments/${id}`), stack.ask(other.globalAdmin, 'GET', `/v1/enrollments/${id}/timeline`), stack.ask(other.globalAdmin, 'POST', `/v1/enrollments/${id}/contactverifications`)])
      expect((await reply).status).toBe(404);
    expect((await stack.ask(other.globalAdmin, 'GET', '/v1/enrollments')).json.items).toEqual([]);
  });
});

describe('submitting', () => {
  it('VER-01: asks the primary contact alone, keeps the profiles, and reviews nothing', async () => {
    const { who, id, domain } = await stack.applicant({ submitted: true });
    const shown = await stack.read(who, id);
    expect([shown.state, shown.vettingStatus, shown.vettingSubStatus, shown.contact]).toMatchObject(['contact_pending', 'pending', 'email_ownership', { email: `paul@${domain}`, state: 'sent' }]);
    expect(await stack.mails(id)).toEqual([`contact_verification paul@${domain}`]);
    expect(await stack.work(reviewEnrollment)).toBe(false);
    const [profile] = await stack.em().execute<{ content: { companyName: string } }[]>("select content from partner_profile where organisation_id = ? and kind = 'legalbusiness'", [who.organisation.id]);
    expect(profile?.content.companyName).toBe(shown.legalBusinessProfile.companyName);
    expect(await stack.events(id)).toEqual(['enrollment.started', 'enrollment.submitted']);
  });

  it('ORG-06: the organisation takes over the country with the first submission, which stands from then on', async () => {
    const { who, id, domain } = await stack.applicant();
    await stack.change(who, id, whole(domain, { country: 'DE' }));
    expect((await stack.submit(who, id)).status).toBe(200);
    const [row] = await stack.em().execute<{ country: string }[]>('select country from organisation where id = ?', [who.organisation.id]);
    expect(row?.country).toBe('DE');
    expect(said(await stack.change(who, id, whole(domain)))).toEqual([409, 'COUNTRY_FIXED']);
  });

  it('ENR-15: is read only afterwards, but for the contact, who is then asked in the place of the one before', async () => {
    const { who, id, domain } = await stack.applicant({ submitted: true });
    const old = await stack.tokenOf(`paul@${domain}`);
    expect(said(await stack.change(who, id, { supportProfile: { website: 'https://help.example' } }))).toEqual([409, 'ENROLLMENT_LOCKED']);
    expect(said(await stack.submit(who, id))).toEqual([409, 'ENROLLMENT_LOCKED']);
    expect(said(await stack.change(who, id, { legalBusinessProfile: { primaryContact: { email: 'pia@web.de@' } } }))).toEqual([400, 'FIELD_INVALID']);
    expect(said(await stack.change(who, id, { legalBusinessProfile: { primaryContact: { email: 'pia@gmail.com' } } }))).toEqual([400, 'WEBMAIL_NOT_ALLOWED']);
    expect((await stack.change(who, id, { legalBusinessProfile: { primaryContact: { email: `pia@${domain}` } } })).json.contact).toMatchObject({ email: `pia@${domain}`, state: 'sent' });
    expect(said(await stack.confirm(old))).toEqual([410, 'CONTACT_LINK_ENDED']);
    const states = await stack.em().execute("select recipient || ' ' || state as line from delivery where subject_id = ? order by id", [id]);
    expect(states).toEqual([{ line: `paul@${domain} sent` }, { line: `pia@${domain} queued` }]);
    expect(said(await stack.ask(undefined, 'GET', `/v1/contactverifications/${old}`))).toEqual([410, 'CONTACT_LINK_ENDED']);
    expect(await stack.deliver(`paul@${domain}`)).toBeNull();
    expect((await stack.confirm(await stack.tokenOf(`pia@${domain}`))).status).toBe(200);
    expect(await stack.deliver(`pia@${domain}`)).toBeNull();
  });

  it('ENR-15: has nothing in the way of a form that cannot be submitted any more', async () => {
    const { who, id, domain } = await stack.applicant({ submitted: true });
    await stack.em().execute('insert into suppressed_address (address, reason) values (?, ?)', [`paul@${domain}`, 'address_unknown']);
    expect((await stack.read(who, id)).issues).toEqual([]);
  });

  it('ENR-15: a mail that has not gone out yet stays behind when another contact is named', async () => {
    const { who, id, domain } = await stack.applicant({ submitted: true });
    await stack.change(who, id, { legalBusinessProfile: { primaryContact: { email: `pia@${domain}` } } });
    const states = await stack.em().execute("select recipient || ' ' || state as line from delivery where subject_id = ? order by id", [id]);
    expect(states).toEqual([{ line: `paul@${domain} cancelled` }, { line: `pia@${domain} queued` }]);
  });

  it('ENR-16: goes without an MPN ID, and the review goes on', async () => {
    const { who, id, domain } = await stack.applicant();
    expect((await stack.submit(who, id)).json.state).toBe('contact_pending');
    await stack.confirm(await stack.tokenOf(`paul@${domain}`));
    await stack.review();
    expect((await stack.read(who, id)).state).toBe('qualified');
    expect(await stack.em().execute('select 1 from mpn_association where organisation_id = ?', [who.organisation.id])).toEqual([]);
  });

  it('ENR-14: connects the MPN account that is named with the account of the program, where it then stands', async () => {
    const { who, id } = await stack.applicant();
    await stack.change(who, id, { mpnId: who.mpnId });
    const associated = () => stack.em().execute('select mpn_id from mpn_association where organisation_id = ? and until is null', [who.organisation.id]);
    expect(await associated()).toEqual([]);
    expect((await stack.submit(who, id)).status).toBe(200);
    expect(await associated()).toEqual([{ mpn_id: who.mpnId }]);
    const events = await stack.em().execute<{ type: string; after: object }[]>("select type, after from event where organisation_id = ? and type = 'identity.mpn-associated'", [who.organisation.id]);
    expect(events).toEqual([{ type: 'identity.mpn-associated', after: { mpnId: who.mpnId } }]);
  });

  it('MPN-01 to MPN-04: goes with an MPN ID that fits, and with no other', async () => {
    const { who, id } = await stack.applicant();
    const used = await company(stack.em(), { program: 'indirect_reseller', country: 'FR' });
    const stranger = await company(stack.em(), { country: 'FR' });
    const wrong: [string, string][] = [
      ['99', 'MPN_NOT_FOUND'],
      [stranger.mpnId, 'MPN_NOT_FOUND'],
      [await account(who, { type: 'global' }), 'MPN_NOT_LOCATION'],
      [await account(who, { country: 'GB' }), 'MPN_COUNTRY_MISMATCH'],
      [await account(who, { status: 'inactive' }), 'MPN_NOT_FOUND'],
      [used.mpnId, 'MPN_IN_USE'],
    ];
    for (const [mpnId, reason] of wrong) {
      expect((await stack.change(who, id, { mpnId })).json.issues.map((issue) => issue.reason)).toEqual([reason]);
      expect((await stack.submit(who, id)).json.data.map((fault) => fault.reason)).toEqual([reason]);
    }
    await stack.change(who, id, { mpnId: who.mpnId });
    expect((await stack.submit(who, id)).status).toBe(200);
    expect(await stack.em().execute('select mpn_id from mpn_association where organisation_id = ? and until is null', [who.organisation.id])).toEqual([{ mpn_id: who.mpnId }]);
  });

  it('EML-13: refuses an address from which earlier mails came back, however it is written', async () => {
    const { who, id, domain } = await stack.applicant();
    await stack.em().execute('insert into suppressed_address (address, reason) values (?, ?)', [`paul@${domain}`, 'address_unknown']);
    expect(said(await stack.submit(who, id))).toEqual([409, 'ADDRESS_SUPPRESSED']);
    await stack.change(who, id, { legalBusinessProfile: { primaryContact: { email: `Paul@${domain}` } } });
    expect(said(await stack.submit(who, id))).toEqual([409, 'ADDRESS_SUPPRESSED']);
  });
});

describe('following it', () => {
  it('ENR-17: shows at any time where it stands, to all who may look', async () => {
    const { who, id, domain } = await stack.applicant({ email: 'paul@elsewhere.example' });
    const watchers = [who.globalAdmin, who.withRoles('account_admin'), who.withRoles('mpn_partner_admin')];
    const shown = async (): Promise<unknown[]> => {
      const seen = await Promise.all(watchers.map(async (watcher) => {
        const { state, vettingStatus } = (await stack.ask(watcher, 'GET', `/v1/enrollments/${id}`)).json;
        const [listed] = (await stack.ask(watcher, 'GET', '/v1/enrollments')).json.items;
        return [state, vettingStatus, listed?.state];
      }));
      expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1);
      return seen[0] ?? [];
    };
    expect(await shown()).toEqual(['draft', 'none', 'draft']);
    await stack.submit(who, id);
    expect(await shown()).toEqual(['contact_pending', 'pending', 'contact_pending']);
    await stack.confirm(await stack.tokenOf('paul@elsewhere.example'));
    await stack.review();
    expect(await shown()).toEqual(['in_review', 'pending', 'in_review']);
    await stack.decide(id, { decision: 'reject', reason: 'The contact does not work for you.' });
    expect(await shown()).toEqual(['rejected', 'rejected', 'rejected']);
    await stack.change(who, id, { legalBusinessProfile: { primaryContact: { email: `paul@${domain}` } } });
    await stack.submit(who, id);
    await stack.confirm(await stack.tokenOf(`paul@${domain}`));
    await stack.review();
    expect(await shown()).toEqual(['qualified', 'authorized', 'qualified']);
    for (const path of ['', `/${id}`, `/${id}/timeline`]) expect(said(await stack.ask(who.withRoles('sales_agent'), 'GET', `/v1/enrollments${path}`))).toEqual([403, 'ROLE_MISSING']);
    expect((await stack.ask(undefined, 'GET', '/v1/countries')).status).toBe(401);
  });
});

describe('the transition of a direct-bill partner', () => {
  const ready = async (country = 'FR'): Promise<{ who: Company; id: string; domain: string }> => {
    const who = await company(stack.em(), { program: 'direct_bill', country });
    await mark(who);
    const { json } = await start(who);
    const { domain } = who.organisation;
    await stack.change(who, json.id, whole(domain));
    return { who, id: json.id, domain };
  };

  it('TRN-04: needs to know that there is no way back, which is on record then', async () => {
    const { who, id } = await ready();
    for (const body of [{}, { acknowledgedIrreversible: false }]) expect(said(await stack.submit(who, id, body))).toEqual([400, 'ACKNOWLEDGEMENT_REQUIRED']);
    expect((await stack.submit(who, id, { acknowledgedIrreversible: true })).json.state).toBe('contact_pending');
    const [event] = await stack.em().execute<{ after: object }[]>("select after from event where subjects @> array[?::text] and type = 'enrollment.submitted'", [`enrollment:${id}`]);
    expect(event?.after).toEqual({ state: 'contact_pending', acknowledgedIrreversible: true });
  });

  it('TRN-02: is begun by a Global admin of that very organisation, on its own account', async () => {
    const who = await company(stack.em(), { program: 'direct_bill', country: 'FR' });
    await mark(who);
    const stranger = await company(stack.em(), { program: 'direct_bill', country: 'FR' });
    const body = { programType: 'indirect_reseller' };
    for (const agent of [who.withRoles('admin_agent'), who.withRoles('account_admin', 'mpn_partner_admin')]) expect(said(await stack.ask(agent, 'POST', '/v1/enrollments', { body }))).toEqual([403, 'ROLE_MISSING']);
    expect(said(await start(stranger))).toEqual([403, 'NOT_ELIGIBLE']);
    const { json } = await start(who);
    expect(json.organisation.id).toBe(who.organisation.id);
    expect((await stack.ask(who.withRoles('admin_agent'), 'POST', `/v1/enrollments/${json.id}/submit`, { body: { acknowledgedIrreversible: true } })).status).toBe(403);
    expect((await stack.submit(stranger, json.id, { acknowledgedIrreversible: true })).status).toBe(404);
    expect((await stack.read(who, json.id)).state).toBe('draft');
  });

  it('TRN-03: shows what is known of the partner in the form, to look through before it is submitted', async () => {
    const { who, id, domain } = await ready();
    await stack.submit(who, id, { acknowledgedIrreversible: true });
    await stack.em().execute("update enrollment set state = 'rejected' where id = ?", [id]);
    await stack.em().execute('delete from contact_verification where enrollment_id = ?', [id]);
    await stack.em().execute('delete from enrollment where id = ?', [id]);
    const { json } = await start(who);
    expect([json.state, json.issues, json.mpnId]).toEqual(['draft', [], who.mpnId]);
    expect({ legalBusinessProfile: json.legalBusinessProfile, supportProfile: json.supportProfile }).toEqual(whole(domain));
    expect(await stack.mails(json.id)).toEqual([]);
  });

  it('TRN-01: is over when the mark is taken away before the submission', async () => {
    const { who, id } = await ready();
    await stack.em().execute('delete from offboarding where organisation_id = ?', [who.organisation.id]);
    expect(said(await stack.submit(who, id, { acknowledgedIrreversible: true }))).toEqual([403, 'NOT_ELIGIBLE']);
  });

  it('TRN-01: of a submission and the end of the mark at the same moment one comes first, and the other is refused', async () => {
    const { who, id } = await ready();
    const unmark = () => stack.ask(stack.operator, 'PUT', `/v1/partners/${who.organisation.id}/offboarding`, { body: { identified: false } });
    const replies = await meet(stack.em(), { table: 'organisation', id: who.organisation.id }, [() => stack.submit(who, id, { acknowledgedIrreversible: true }), unmark]);
    const [submitted, unmarked] = replies.map(said);
    expect([[[200], [409, 'TRANSITION_SUBMITTED']], [[403, 'NOT_ELIGIBLE'], [200]]]).toContainEqual([submitted, unmarked]);
  });

  it('MPN-09: needs a location that is in use', async () => {
    const { who, id } = await ready();
    await stack.em().execute("update mpn_location set status = 'inactive' where mpn_id = ?", [who.mpnId]);
    expect(said(await stack.submit(who, id, { acknowledgedIrreversible: true }))).toEqual([409, 'MPN_NOT_CURRENT']);
  });

  it('MPN-09: looks at the location of now, not at a former one', async () => {
    const { who, id } = await ready();
    const next = await account(who, {});
    await stack.em().execute("update mpn_association set until = now() where organisation_id = ?", [who.organisation.id]);
    await stack.em().execute('insert into mpn_association (id, organisation_id, mpn_id, since) values (gen_random_uuid(), ?, ?, now())', [who.organisation.id, next]);
    await stack.em().execute("update mpn_location set status = 'inactive' where mpn_id = ?", [who.mpnId]);
    await stack.change(who, id, { mpnId: next });
    expect((await stack.submit(who, id, { acknowledgedIrreversible: true })).status).toBe(200);
  });

  it('CON-12: asks a contact who was named before but has never confirmed', async () => {
    const { who, id } = await ready();
    await stack.submit(who, id, { acknowledgedIrreversible: true });
    await stack.em().execute("update enrollment set state = 'draft' where id = ?", [id]);
    expect((await stack.submit(who, id, { acknowledgedIrreversible: true })).json.state).toBe('contact_pending');
  });

  it('ENR-13, VER-04, CON-12: asks no contact who has confirmed before, and is decided within seconds', async () => {
    const { who, id, domain } = await ready();
    await stack.submit(who, id, { acknowledgedIrreversible: true });
    await stack.em().execute("update partner_profile set contact_verified_at = now() where organisation_id = ?  and kind = 'legalbusiness'", [who.organisation.id]);
    await stack.em().execute("update enrollment set state = 'draft', contact_confirmed_at = null where id = ?", [id]);
    await stack.em().execute('delete from delivery where subject_id = ?', [id]);
    const reply = await stack.submit(who, id, { acknowledgedIrreversible: true });
    expect([reply.json.state, reply.json.expectedFrom]).toEqual(['in_review', stack.clock.now().toISOString()]);
    await stack.review();
    expect((await stack.read(who, id)).state).toBe('qualified');
    expect(await stack.mails(id)).toEqual([`enrollment_received paul@${domain}`, `enrollment_approved paul@${domain}`]);
  });

  it('SEC-01: looks at its own mark and its own location, also where no wall stands behind the statements', async () => {
    const who = await company(stack.em(), { program: 'direct_bill', country: 'FR', signed: false });
    const other = await company(stack.em(), { program: 'direct_bill', country: 'FR' });
    for (const one of [who, other]) await mark(one);
    const { json } = await start(who);
    await stack.change(who, json.id, whole(who.organisation.domain));
    const submit = () => across('operator', () => stack.api.get(EntityManager).transactional(() => stack.api.get(SubmitEnrollment).run({ ...who.globalAdmin, userId: who.globalAdmin.userId ?? '' }, json.id, { acknowledged: true })));
    await stack.em().execute('delete from offboarding where organisation_id = ?', [who.organisation.id]);
    await expect(submit()).rejects.toThrow('NOT_ELIGIBLE (TRN-01)');
    await mark(who);
    await stack.em().execute("update mpn_location set status = 'inactive' where organisation_id <> ?", [who.organisation.id]);
    await submit();
    expect((await stack.read(who, json.id)).state).toBe('contact_pending');
  });
});
