import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ContactVerification } from '@tandem/enrollment-domain';
import { Config, SignedLinks } from '@tandem/platform-server';
import { meet } from '@tandem/platform-testing';
import { reviewEnrollment } from '../enrollment.jobs';
import { EnrollmentStack, said } from '../spec-parts/enrollment-stack';
import type { Reply } from '../spec-parts/enrollment-stack';
import { VERIFY_PATH } from './contact-links';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let stack: EnrollmentStack;
beforeAll(async () => (stack = await EnrollmentStack.start({ LINK_KEYS: `${'n'.repeat(32)},${'o'.repeat(32)}` })));
afterAll(() => stack.close());

const question = (token: string): Promise<Reply> => stack.ask(undefined, 'GET', `/v1/contactverifications/${token}`);
const later = (ms: number): void => stack.clock.advance(ms);

describe('the verification of a contact', () => {
  it('VER-02, EML-01: asks in a mail who signed up which company, and confirms by POST only', async () => {
    // Before and after it, in whatever order they are read.
    const others = [await stack.applicant(), await stack.applicant()];
    for (const [index, other] of others.entries()) {
      await stack.change(other.who, other.id, { legalBusinessProfile: { companyName: `${['A', 'Z'][index]} ${other.domain}` } });
      await stack.submit(other.who, other.id);
    }
    const { who, id, domain } = await stack.applicant({ submitted: true });
    const mail = await stack.deliver(`paul@${domain}`);
    const { companyName } = (await stack.read(who, id)).legalBusinessProfile;
    expect(mail?.subject).toBe(`Please confirm: ${companyName} signed up as a reseller`);
    for (const part of ['Greta Ahrens', companyName, `paul@${domain}`, 'We have received the enrollment']) expect(mail?.text.replace(/\s+/g, ' ')).toContain(part);
    const token = await stack.tokenOf(`paul@${domain}`);
    for (let times = 0; times < 2; times++) expect((await question(token)).json).toMatchObject({ state: 'sent', companyName, signedUpBy: 'Greta Ahrens', email: `paul@${domain}` });
    expect((await stack.read(who, id)).state).toBe('contact_pending');
    expect((await stack.confirm(token)).json).toMatchObject({ state: 'confirmed', email: `paul@${domain}` });
    const shown = await stack.read(who, id);
    expect([shown.state, shown.contact?.state, shown.contact?.resendFrom, shown.expectedUntil === undefined]).toEqual(['in_review', 'confirmed', undefined, false]);
    expect(await stack.events(id)).toEqual(['enrollment.started', 'enrollment.submitted', 'enrollment.contact-confirmed']);
    const verified = await stack.em().execute<{ id: string }[]>('select organisation_id as id from partner_profile where contact_verified_at is not null');
    expect(verified).toEqual([{ id: who.organisation.id }]);
  });

  it('SM-2: confirms once; afterwards the link only shows that it was', async () => {
    const { id, domain } = await stack.applicant({ submitted: true });
    const token = await stack.tokenOf(`paul@${domain}`);
    const replies = await meet(stack.em(), { table: 'enrollment', id }, [() => stack.confirm(token), () => stack.confirm(token)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect((await question(token)).json).toMatchObject({ state: 'confirmed' });
    await stack.review();
    expect(await stack.work(reviewEnrollment)).toBe(false);
  });

  it('SEC-02: knows no other links: made up, of another key, of another purpose', async () => {
    const { domain } = await stack.applicant({ submitted: true });
    const token = await stack.tokenOf(`paul@${domain}`);
    const invitation = new SignedLinks(stack.api.get(Config), { path: VERIFY_PATH, purpose: 'invite' });
    const em = stack.em();
    const verification = await em.findOneOrFail(ContactVerification, { email: `paul@${domain}` });
    const elsewhere = invitation.urlOf(verification).split(VERIFY_PATH)[1] ?? '';
    for (const other of [elsewhere, 'x', token.slice(0, -2), token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')), `other${token.slice(token.indexOf('.'))}`]) {
      expect(said(await question(other))).toEqual([404, 'CONTACT_LINK_UNKNOWN']);
      expect(said(await stack.confirm(other))).toEqual([404, 'CONTACT_LINK_UNKNOWN']);
    }
  });

  it('SM-2: of a confirmation and another mail at the same moment one comes first, and the other is refused', async () => {
    const { who, id, domain } = await stack.applicant({ submitted: true });
    const token = await stack.tokenOf(`paul@${domain}`);
    later(MINUTE);
    const again = (): Promise<Reply> => stack.ask(who.globalAdmin, 'POST', `/v1/enrollments/${id}/contactverifications`);
    const replies = await meet(stack.em(), { table: 'enrollment', id }, [() => stack.confirm(token), again]);
    expect([[[200], [409, 'CONTACT_NOT_ASKED']], [[410, 'CONTACT_LINK_ENDED'], [201]]]).toContainEqual(replies.map(said));
    await stack.review();
  });

  it('SEC-06: a confirmation that is refused in the middle leaves nothing behind', async () => {
    const { id, domain } = await stack.applicant({ submitted: true });
    const token = await stack.tokenOf(`paul@${domain}`);
    await stack.em().execute("update enrollment set state = 'draft' where id = ?", [id]);
    expect(said(await question(token))).toEqual([410, 'CONTACT_LINK_ENDED']);
    expect(await stack.deliver(`paul@${domain}`)).toBeNull();
    expect((await stack.browse(undefined, 'POST', `/verify/${token}`, { form: {} })).status).toBe(404);
    expect(said(await stack.confirm(token))).toEqual([409, 'ENROLLMENT_LOCKED']);
    expect(await stack.em().execute('select confirmed_at from contact_verification where enrollment_id = ?', [id])).toEqual([{ confirmed_at: null }]);
  });

  it('TIM-12: after a business day without an answer another mail can be ordered; nothing is reviewed meanwhile', async () => {
    const { who, id, domain } = await stack.applicant({ submitted: true });
    later(DAY);
    const { contact, state } = await stack.read(who, id);
    expect([state, contact?.resendFrom]).toEqual(['contact_pending', stack.clock.now().toISOString()]);
    expect((await stack.ask(who.globalAdmin, 'POST', `/v1/enrollments/${id}/contactverifications`)).status).toBe(201);
    expect((await stack.mails(id)).filter((line) => line === `contact_verification paul@${domain}`)).toHaveLength(2);
    expect(await stack.work(reviewEnrollment)).toBe(false);
  });

  it('TIM-09: a mail that would bring a dead link is not sent', async () => {
    const { domain } = await stack.applicant({ submitted: true });
    later(7 * DAY);
    expect(await stack.deliver(`paul@${domain}`)).toBeNull();
  });

  it('TIM-09: lives for seven days of business time', async () => {
    const { who, id, domain } = await stack.applicant({ submitted: true });
    const token = await stack.tokenOf(`paul@${domain}`);
    later(7 * DAY - 1);
    expect((await question(token)).status).toBe(200);
    later(1);
    expect(said(await question(token))).toEqual([410, 'CONTACT_LINK_ENDED']);
    expect(said(await stack.confirm(token))).toEqual([410, 'CONTACT_LINK_ENDED']);
    const shown = await stack.read(who, id);
    expect([shown.state, shown.contact?.state]).toEqual(['contact_pending', 'expired']);
  });

  it('VER-08: is mailed again after a minute, five times in 24 hours; only the newest link is good', async () => {
    const { who, id, domain } = await stack.applicant({ submitted: true });
    const first = await stack.tokenOf(`paul@${domain}`);
    const resend = (): Promise<Reply> => stack.ask(who.withRoles('account_admin'), 'POST', `/v1/enrollments/${id}/contactverifications`);
    const soon = await resend();
    expect([soon.status, soon.headers['retry-after']]).toEqual([429, '60']);
    for (let times = 1; times <= 5; times++) {
      later(MINUTE);
      expect((await resend()).status).toBe(201);
    }
    later(MINUTE);
    const full = await resend();
    expect([full.status, Number(full.headers['retry-after'])]).toEqual([429, (DAY - 5 * MINUTE) / 1000]);
    expect(said(await stack.confirm(first))).toEqual([410, 'CONTACT_LINK_ENDED']);
    expect((await stack.mails(id)).length).toBe(6);
    later(DAY - 5 * MINUTE);
    expect((await resend()).status).toBe(201);
    expect((await stack.confirm(await stack.tokenOf(`paul@${domain}`))).status).toBe(200);
    expect(said(await resend())).toEqual([409, 'CONTACT_NOT_ASKED']);
  });

  it('VER-08: other contacts count, too, so that nobody floods mailboxes by naming one after the other', async () => {
    const { who, id, domain } = await stack.applicant({ submitted: true });
    const name = (local: string): Promise<Reply> => stack.change(who, id, { legalBusinessProfile: { primaryContact: { email: `${local}@${domain}` } } });
    for (const local of ['a', 'b', 'c', 'd', 'e']) expect((await name(local)).status).toBe(200);
    expect((await name('f')).status).toBe(429);
    expect((await stack.read(who, id)).contact?.email).toBe(`e@${domain}`);
  });

  it('ENR-15: another name of the same contact asks nobody again', async () => {
    const { who, id } = await stack.applicant({ submitted: true });
    expect((await stack.change(who, id, { legalBusinessProfile: { primaryContact: { lastName: 'Noir' } } })).status).toBe(200);
    expect((await stack.mails(id)).length).toBe(1);
  });

  it('ROL-03: is sent again by those who may', async () => {
    const { who, id } = await stack.applicant({ submitted: true });
    later(MINUTE);
    for (const role of ['admin_agent', 'mpn_partner_admin'] as const) expect(said(await stack.ask(who.withRoles(role), 'POST', `/v1/enrollments/${id}/contactverifications`))).toEqual([403, 'ROLE_MISSING']);
    expect((await stack.ask(who.withRoles('mpn_partner_admin'), 'GET', `/v1/enrollments/${id}`)).status).toBe(200);
  });

  it('SCR-04, SEC-06: has a page in both languages that only its form confirms', async () => {
    const { who, id, domain } = await stack.applicant({ submitted: true });
    const token = await stack.tokenOf(`paul@${domain}`);
    const page = await stack.browse(undefined, 'GET', `/verify/${token}`);
    for (const part of ['Confirm the enrollment', 'Greta Ahrens', `paul@${domain}`]) expect(page.text).toContain(part);
    expect([page.status, page.text.includes('<script')]).toEqual([200, false]);
    expect(Buffer.byteLength(page.text)).toBeLessThan(20_000);
    expect((await stack.browse(undefined, 'GET', `/verify/${token}`, { language: 'de' })).text).toContain('Anmeldung bestätigen');
    expect((await stack.read(who, id)).state).toBe('contact_pending');
    expect((await stack.browse(undefined, 'POST', `/verify/${token}`, { form: {} })).text).toContain('Thank you, that is confirmed');
    expect((await stack.read(who, id)).state).toBe('in_review');
    const twice = await stack.browse(undefined, 'POST', `/verify/${token}`, { form: {} });
    expect([twice.status, twice.text.includes('does not work any more')]).toEqual([410, true]);
    expect((await stack.browse(undefined, 'GET', '/verify/made-up')).status).toBe(404);
  });
});
