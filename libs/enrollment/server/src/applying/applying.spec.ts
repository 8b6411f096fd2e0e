import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Offboarding } from '@tandem/enrollment-domain';
import { MpnLocation } from '@tandem/identity-domain';
import { newId } from '@tandem/platform-kernel';
import { company } from '@tandem/platform-testing';
import type { Company } from '@tandem/platform-testing';
import { reviewEnrollment } from '../enrollment.jobs';
import { EnrollmentStack, said, whole } from '../spec-parts/enrollment-stack';
import type { Reply } from '../spec-parts/enrollment-stack';

let stack: EnrollmentStack;
beforeAll(async () => (stack = await EnrollmentStack.start()));
afterAll(() => stack.close());

const start = (who: Company): Promise<Reply> => stack.ask(who.globalAdmin, 'POST', '/v1/enrollments', { body: { programType: 'indirect_reseller' } });
const fields = ({ json }: Reply): unknown[] => json.data.map(({ reason, field }) => [reason, field]);
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
    const reply = await start(marked);
    expect([reply.status, reply.json.path, reply.json.state]).toEqual([201, 'transition', 'draft']);
    expect(reply.json.mpnId).toBe(marked.mpnId);
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

  it('ENR-08: refuses web mail at the submission, whatever its case, tags and sub-domains', async () => {
    const { who, id } = await stack.applicant();
    for (const email of ['A.B+x@GMAIL.com', 'a@yahoo.co.uk', 'a@me.com', 'a@mail.outlook.com']) {
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
    expect((await stack.confirm(await stack.tokenOf(`pia@${domain}`))).status).toBe(200);
  });

  it('ENR-16, MPN-01 to MPN-04: goes without an MPN ID, and with one that fits, which is associated', async () => {
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

  it('EML-13: refuses an address from which earlier mails came back', async () => {
    const { who, id, domain } = await stack.applicant();
    await stack.em().execute('insert into suppressed_address (address, reason) values (?, ?)', [`paul@${domain}`, 'address_unknown']);
    expect(said(await stack.submit(who, id))).toEqual([409, 'ADDRESS_SUPPRESSED']);
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

  it('TRN-04: needs to know that there is no way back', async () => {
    const { who, id } = await ready();
    expect(said(await stack.submit(who, id))).toEqual([400, 'ACKNOWLEDGEMENT_REQUIRED']);
    expect((await stack.submit(who, id, { acknowledgedIrreversible: true })).json.state).toBe('contact_pending');
  });

  it('TRN-01: is over when the mark is taken away before the submission', async () => {
    const { who, id } = await ready();
    await stack.em().execute('delete from offboarding where organisation_id = ?', [who.organisation.id]);
    expect(said(await stack.submit(who, id, { acknowledgedIrreversible: true }))).toEqual([403, 'NOT_ELIGIBLE']);
  });

  it('MPN-09: needs a location that is in use', async () => {
    const { who, id } = await ready();
    await stack.em().execute("update mpn_location set status = 'inactive' where mpn_id = ?", [who.mpnId]);
    expect(said(await stack.submit(who, id, { acknowledgedIrreversible: true }))).toEqual([409, 'MPN_NOT_CURRENT']);
  });

  it('ENR-13, CON-12: asks no contact who has confirmed before, and is decided within seconds', async () => {
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
});
