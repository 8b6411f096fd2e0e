import { describe, expect, it } from '@jest/globals';
import type { ApplicationInput, EnrollmentView } from '@tandem/enrollment-contract';
import { ApplicationDraft } from './application-draft';

const EMAIL = 'legalBusinessProfile.primaryContact.email';
const CITY = 'legalBusinessProfile.address.city';
const view = (legal: object, issues: EnrollmentView['issues'] = []) => ({ legalBusinessProfile: legal, supportProfile: {}, issues, requiredFields: [CITY] }) as unknown as EnrollmentView;
const webMail = { rule: 'ENR-08', reason: 'WEBMAIL_NOT_ALLOWED', field: EMAIL, fix: '' };
const missing = { rule: 'API-01', reason: 'FIELD_INVALID', field: CITY, fix: '' };

describe('the form of an enrollment while it is typed', () => {
  it('sends only what differs, nested, and keeps what the server says', async () => {
    const sent: ApplicationInput[] = [];
    const draft = new ApplicationDraft(async (body) => (sent.push(body), view({ companyName: 'Lagune', address: { city: 'Lyon' } })));
    draft.take(view({ companyName: 'Lagune' }));
    draft.write(CITY, ' Lyon ');
    await draft.save();
    await draft.save();
    expect(sent).toEqual([{ legalBusinessProfile: { address: { city: 'Lyon' } } }]);
    expect([draft.text(CITY), draft.changed(), draft.state(), draft.savedAt() === undefined]).toEqual(['Lyon', [], 'idle', false]);
  });

  it('loses nothing when a save is refused, and tries again', async () => {
    let refuse = true;
    const draft = new ApplicationDraft(async () => {
      if (refuse) throw new Error('offline');
      return view({ address: { city: 'Lyon' } });
    });
    draft.take(view({}));
    draft.write(CITY, 'Lyon');
    await draft.save();
    expect([draft.state(), draft.text(CITY), draft.changed()]).toEqual(['failed', 'Lyon', [CITY]]);
    refuse = false;
    await draft.save();
    expect([draft.state(), draft.changed()]).toEqual(['idle', []]);
  });

  it('keeps what is typed while a save runs', async () => {
    let answer: (kept: EnrollmentView) => void = () => undefined;
    const draft = new ApplicationDraft(() => new Promise((resolve) => (answer = resolve)));
    draft.take(view({}));
    draft.write(CITY, 'Ly');
    const first = draft.save();
    draft.write(CITY, 'Lyon');
    answer(view({ address: { city: 'Ly' } }));
    await first;
    expect([draft.text(CITY), draft.changed()]).toEqual(['Lyon', [CITY]]);
  });

  it('says what is wrong with a field once it was left, with web mail at once, and with all when somebody wants to submit', () => {
    const draft = new ApplicationDraft(async () => view({}));
    draft.take(view({ primaryContact: { email: 'a@gmail.com' } }, [webMail, missing]));
    expect([draft.issueOf(EMAIL)?.reason, draft.issueOf(CITY), draft.issues()]).toEqual(['WEBMAIL_NOT_ALLOWED', undefined, []]);
    void draft.leave(CITY);
    expect(draft.issueOf(CITY)?.reason).toBe('FIELD_INVALID');
    draft.attempt();
    expect(draft.issues().length).toBe(2);
    draft.write(CITY, 'L');
    // What is being corrected is not called wrong.
    expect(draft.issueOf(CITY)).toBeUndefined();
  });

  it('takes over what somebody else saved, but for what is typed here', () => {
    const draft = new ApplicationDraft(async () => view({}));
    draft.take(view({ companyName: 'Lagune' }));
    draft.write(CITY, 'Lyon');
    draft.take(view({ companyName: 'Lagune SARL', address: { city: 'Paris' } }));
    expect([draft.text('legalBusinessProfile.companyName'), draft.text(CITY)]).toEqual(['Lagune SARL', 'Lyon']);
  });
});
