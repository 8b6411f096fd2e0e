import { describe, expect, it } from '@jest/globals';
import { newId, reachable } from '@tandem/platform-kernel';
import type { BusinessCalendar } from '@tandem/platform-kernel';
import type { Application } from './application';
import { DECIDED } from './decision';
import type { Decision } from './decision';
import { Enrollment } from './enrollment';
import { ENROLLMENT_TRANSITIONS } from './enrollment-state';
import { findingsOn } from './review/review';

const application: Application = {
  legalBusinessProfile: {
    companyName: 'Boréal Services SARL',
    address: { addressLine1: '5 rue de la Paix', city: 'Lyon', postalCode: '69001', country: 'FR' },
    primaryContact: { firstName: 'Paul', lastName: 'Blanc', email: 'paul@boreal.example', phoneNumber: '+33 1 23 45 67 89' },
  },
  supportProfile: { email: 'help@boreal.example', telephone: '+33 1 23 45 67 89' },
};
const calendar: BusinessCalendar = { zone: 'UTC', exception: () => undefined };
const at = (text: string) => new Date(text);
const friday = at('2026-03-06T10:00:00Z');
const operator = { role: 'operator', userId: newId() } as const;
const on = (now: Date) => ({ now, calendar, by: operator.userId });
const writing = (email: string): Application => ({ ...application, legalBusinessProfile: { ...application.legalBusinessProfile, primaryContact: { ...application.legalBusinessProfile.primaryContact, email } } });

const drafted = (path: 'application' | 'transition' = 'application') => Enrollment.begin({ organisationId: newId(), path, application, startedBy: newId(), now: friday });
function submitted(): Enrollment {
  const enrollment = drafted();
  enrollment.submit(on(friday));
  return enrollment;
}
function inReview(): Enrollment {
  const enrollment = submitted();
  enrollment.confirmContact(on(friday));
  return enrollment;
}
function decided(enrollment: Enrollment, decision: Decision): Enrollment {
  enrollment.decide(decision, { reason: 'It is so.' }, operator, on(friday));
  return enrollment;
}
function activated(halted = false): Enrollment {
  const enrollment = decided(inReview(), 'approve');
  enrollment.activate(friday);
  enrollment.halt(halted);
  return enrollment;
}
const findings = (tenantDomain: string) => findingsOn({ application, contactConfirmedAt: friday, tenantDomain, resembling: [], supportMail: 'unknown', mpn: null }, []);

describe('an enrollment', () => {
  it('has no state that cannot be reached', () => {
    expect([...reachable(ENROLLMENT_TRANSITIONS, 'offered')].sort()).toEqual(Object.keys(ENROLLMENT_TRANSITIONS).sort());
  });

  it.each<[string, () => Enrollment, Decision[]]>([
    ['in review', inReview, ['approve', 'reject', 'request_info']],
    ['sent back for papers', () => decided(inReview(), 'request_info'), ['reject']],
    ['rejected', () => decided(inReview(), 'reject'), []],
    ['qualified', () => decided(inReview(), 'approve'), []],
    ['active', () => activated(), []],
    ['suspended', () => activated(true), []],
  ])('SM-1: can be decided where it stands, %s, as the way says', (_, made, allowed) => {
    for (const decision of ['approve', 'reject', 'request_info'] as const) {
      const enrollment = made();
      const { state } = enrollment;
      if (allowed.includes(decision)) decided(enrollment, decision);
      else expect(() => decided(enrollment, decision)).toThrow('DECIDED_ALREADY (VER-09)');
      expect(enrollment.state).toBe(allowed.includes(decision) ? DECIDED[decision] : state);
    }
  });

  it('ENR-06: cannot be submitted with issues, and stays a draft', () => {
    const enrollment = drafted();
    enrollment.save(writing('a@gmail.com'));
    expect(() => enrollment.submit(on(friday))).toThrow('WEBMAIL_NOT_ALLOWED (ENR-08)');
    expect([enrollment.state, enrollment.submittedAt]).toEqual(['draft', null]);
  });

  it('VER-01: waits for the contact and is not reviewed before', () => {
    const enrollment = submitted();
    expect(enrollment.state).toBe('contact_pending');
    expect(enrollment.reviewed(findings('boreal.example'), friday)).toBe(false);
    expect(() => enrollment.decide('approve', {}, operator, on(friday))).toThrow('CONTACT_NOT_CONFIRMED (VER-09)');
    expect([enrollment.state, enrollment.findings, enrollment.expectedUntil]).toEqual(['contact_pending', [], null]);
  });

  it('VER-01: nobody confirms who is not asked', () => {
    const sentBack = inReview();
    sentBack.decide('request_info', { reason: 'Register extract.' }, operator, on(friday));
    for (const enrollment of [drafted(), sentBack]) {
      const { state, contactConfirmedAt } = enrollment;
      expect(() => enrollment.confirmContact(on(at('2026-03-09T10:00:00Z')))).toThrow('ENROLLMENT_LOCKED (ENR-15)');
      expect([enrollment.state, enrollment.contactConfirmedAt]).toEqual([state, contactConfirmedAt]);
    }
  });

  it('ROL-04: is of whoever began it, or submitted what a machine began', () => {
    const [person, colleague] = [newId(), newId()];
    for (const [startedBy, expected] of [[person, person], [null, colleague]] as const) {
      const enrollment = Enrollment.begin({ organisationId: newId(), path: 'application', application, startedBy, now: friday });
      enrollment.submit({ ...on(friday), by: colleague });
      expect(enrollment.startedBy).toBe(expected);
    }
  });

  it('VER-01: asks nobody twice who has confirmed this address before', () => {
    const enrollment = drafted('transition');
    enrollment.submit({ known: 'Paul@boreal.example', ...on(friday) });
    expect([enrollment.state, enrollment.expectedFrom]).toEqual(['in_review', friday]);
    const another = drafted('transition');
    another.submit({ known: 'pia@boreal.example', ...on(friday) });
    expect(another.state).toBe('contact_pending');
  });

  it('ENR-15: is read only while it is looked at, but for the contact while that is asked', () => {
    const asked = submitted();
    expect(() => asked.save({ ...application, mpnId: '1' })).toThrow('ENROLLMENT_LOCKED (ENR-15)');
    expect(() => asked.save(writing('a@gmail.com'))).toThrow('WEBMAIL_NOT_ALLOWED (ENR-08)');
    expect(() => asked.save(writing('a@postbote.de'), ['postbote.*'])).toThrow('WEBMAIL_NOT_ALLOWED (ENR-08)');
    expect(() => asked.save(writing('a@boreal.example'), [], [{ rule: 'EML-13', reason: 'ADDRESS_SUPPRESSED', kind: 'conflict' }])).toThrow('ADDRESS_SUPPRESSED (EML-13)');
    expect(asked.application).toEqual(application);
    asked.save(writing('pia@boreal.example'));
    expect(asked.application.legalBusinessProfile.primaryContact?.email).toBe('pia@boreal.example');
    const reviewed = inReview();
    for (const change of [() => reviewed.save(application), () => reviewed.submit(on(friday)), () => reviewed.confirmContact(on(friday))]) expect(change).toThrow('ENROLLMENT_LOCKED (ENR-15)');
  });

  it('ORG-06: may change its country until it was submitted', () => {
    const abroad = { ...application, legalBusinessProfile: { ...application.legalBusinessProfile, address: { ...application.legalBusinessProfile.address, country: 'DE', postalCode: '50667' } } };
    const enrollment = drafted();
    enrollment.save(abroad);
    enrollment.save(application);
    enrollment.submit(on(friday));
    enrollment.confirmContact(on(friday));
    enrollment.decide('reject', { reason: 'Not the company.' }, operator, on(friday));
    expect(() => enrollment.save(abroad)).toThrow('COUNTRY_FIXED (ORG-06)');
  });

  it('VER-03: is approved at once when every check passes, else waits for a person', () => {
    const clear = inReview();
    expect(clear.reviewed(findings('boreal.example'), friday)).toBe(true);
    expect([clear.state, clear.decidedByRole]).toEqual(['qualified', 'rule']);
    const open = inReview();
    expect(open.reviewed(findings('other.example'), friday)).toBe(false);
    expect([open.state, open.findings.find(({ id }) => id === 'company_domain')?.result]).toEqual(['in_review', 'unclear']);
  });

  it('VER-09: is rejected, and sent back for papers, with a reason only', () => {
    for (const decision of ['reject', 'request_info'] as const) {
      const enrollment = inReview();
      expect(() => enrollment.decide(decision, { reason: '  ' }, operator, on(friday))).toThrow('DECISION_REASON_REQUIRED (VER-09)');
      expect(enrollment.state).toBe('in_review');
      enrollment.decide(decision, { reason: ' Register extract, please. ' }, operator, on(friday));
      expect([enrollment.state, enrollment.decisionReason]).toEqual([decision === 'reject' ? 'rejected' : 'action_required', 'Register extract, please.']);
    }
  });

  it('VER-09: tells who comes second that it was decided, and by whom', () => {
    const enrollment = inReview();
    enrollment.decide('approve', {}, operator, on(friday));
    try {
      enrollment.decide('reject', { reason: 'No.' }, operator, on(friday));
      throw new Error('not refused');
    } catch (error) {
      expect(error).toMatchObject({ reason: 'DECIDED_ALREADY', refusals: [{ details: { decidedBy: { role: 'operator', at: friday.toISOString() } } }] });
    }
    expect(enrollment.state).toBe('qualified');
  });

  it('VER-09: keeps what was said of single checks until the next decision', () => {
    const enrollment = inReview();
    enrollment.decide('request_info', { reason: 'Register extract.', checks: [{ id: 'registration_id', reason: 'Which register?' }] }, operator, on(friday));
    expect([enrollment.decisionChecks, enrollment.decidedBy]).toEqual([[{ id: 'registration_id', reason: 'Which register?' }], operator.userId]);
    enrollment.decide('reject', { reason: 'Nothing came.' }, operator, on(friday));
    expect(enrollment.decisionChecks).toEqual([]);
    const papers = inReview();
    papers.decide('request_info', { reason: 'Register extract.', checks: [{ id: 'registration_id', reason: 'Which register?' }] }, operator, on(friday));
    papers.submit(on(friday));
    papers.reviewed(findings('boreal.example'), friday);
    expect([papers.state, papers.decisionReason, papers.decisionChecks, papers.decidedBy]).toEqual(['qualified', null, [], null]);
  });

  it('VER-09: is worked on while it waits for a decision or for papers, and at no other time', () => {
    const enrollment = inReview();
    expect([enrollment.assign('a'), enrollment.assign('a'), enrollment.assign(null)]).toEqual([true, false, true]);
    enrollment.setFindings(findings('boreal.example'));
    enrollment.decide('request_info', { reason: 'Register extract.' }, operator, on(friday));
    expect(enrollment.assign('a')).toBe(true);
    expect(() => enrollment.setFindings([])).toThrow('NOT_IN_REVIEW (VER-09)');
    enrollment.decide('reject', { reason: 'Nothing came.' }, operator, on(friday));
    for (const one of [enrollment, submitted(), drafted()]) for (const act of [() => one.assign('b'), () => one.setFindings([])]) expect(act).toThrow('NOT_IN_REVIEW (VER-09)');
    expect([enrollment.assigneeId, enrollment.findings]).toEqual(['a', findings('boreal.example')]);
  });

  it('VER-05: every round of the review is told of anew', () => {
    const enrollment = inReview();
    enrollment.roundTold = true;
    enrollment.decide('request_info', { reason: 'Register extract.' }, operator, on(friday));
    enrollment.submit(on(friday));
    expect(enrollment.roundTold).toBe(false);
  });

  it('VER-06: goes on after papers were sent, and asks the contact again when the address is another one', () => {
    const same = inReview();
    same.decide('request_info', { reason: 'Register extract.' }, operator, on(at('2026-03-11T10:00:00Z')));
    expect(same.expectedUntil).toBeNull();
    same.submit(on(at('2026-03-20T09:00:00Z')));
    expect([same.state, same.expectedUntil]).toEqual(['in_review', at('2026-03-26T00:00:00Z')]);
    const another = inReview();
    another.decide('reject', { reason: 'Not the company.' }, operator, on(friday));
    another.save(writing('pia@boreal.example'));
    another.submit(on(friday));
    expect(another.state).toBe('contact_pending');
    const asked = decided(inReview(), 'request_info');
    asked.save(writing('pia@boreal.example'));
    asked.submit(on(friday));
    expect(asked.state).toBe('contact_pending');
  });

  it('TIM-03: is stuck from the end of business day 5 on, once, until it is decided', () => {
    const enrollment = inReview();
    expect(enrollment.markStuck(at('2026-03-13T23:59:59.999Z'))).toBe(false);
    expect(enrollment.markStuck(at('2026-03-14T00:00:00Z'))).toBe(true);
    expect(enrollment.markStuck(at('2026-03-16T00:00:00Z'))).toBe(false);
    enrollment.decide('approve', {}, operator, on(at('2026-03-16T10:00:00Z')));
    expect([enrollment.stuckSince, enrollment.expectedFrom, enrollment.expectedUntil]).toEqual([null, null, null]);
    expect(enrollment.markStuck(at('2026-06-01T00:00:00Z'))).toBe(false);
  });

  it('TIM-03: is never stuck while papers are awaited', () => {
    const enrollment = inReview();
    enrollment.decide('request_info', { reason: 'Register extract.' }, operator, on(friday));
    expect(enrollment.markStuck(at('2026-06-01T00:00:00Z'))).toBe(false);
  });

  it('TIM-01: another calendar says anew when a decision is due, of what is in review alone', () => {
    const holiday: BusinessCalendar = { zone: 'UTC', exception: (day) => (day === '2026-03-09' ? 'free' : undefined) };
    const enrollment = inReview();
    enrollment.recount(holiday);
    expect([enrollment.expectedFrom, enrollment.expectedUntil]).toEqual([at('2026-03-12T00:00:00Z'), at('2026-03-17T00:00:00Z')]);
    enrollment.decide('approve', {}, operator, on(friday));
    enrollment.recount(calendar);
    expect([enrollment.expectedFrom, enrollment.expectedUntil]).toEqual([null, null]);
  });

  it('AGR-02: becomes active after the approval only', () => {
    const enrollment = inReview();
    expect(() => enrollment.activate(friday)).toThrow('NOT_QUALIFIED (AGR-02)');
    enrollment.decide('approve', {}, operator, on(friday));
    enrollment.activate(friday);
    expect(() => enrollment.activate(friday)).toThrow('NOT_QUALIFIED (AGR-02)');
    expect([enrollment.state, enrollment.activatedAt]).toEqual(['active', friday]);
  });

  it('TRN-01: an offer is taken up once, with a prefilled form', () => {
    const offer = Enrollment.offer(newId(), friday);
    expect([offer.state, offer.path, offer.startedBy]).toEqual(['offered', 'transition', null]);
    expect(() => offer.submit(on(friday))).toThrow('ENROLLMENT_LOCKED (ENR-15)');
    expect(() => offer.decide('approve', {}, operator, on(friday))).toThrow('CONTACT_NOT_CONFIRMED (VER-09)');
    offer.takeUp(application, operator.userId, friday);
    expect([offer.state, offer.application]).toEqual(['draft', application]);
    expect(() => offer.takeUp(application, operator.userId, friday)).toThrow('ENROLLMENT_LOCKED (ENR-15)');
  });

  it('ENR-06: is refused for what only others know of it, too', () => {
    const enrollment = drafted();
    expect(() => enrollment.submit({ ...on(friday), more: [{ rule: 'MPN-01', reason: 'MPN_NOT_LOCATION', kind: 'invalid', field: 'mpnId' }] })).toThrow('MPN_NOT_LOCATION (MPN-01)');
    enrollment.save(writing('a@postbote.de'));
    expect(() => enrollment.submit({ ...on(friday), webMail: ['postbote.*'] })).toThrow('WEBMAIL_NOT_ALLOWED (ENR-08)');
    expect(enrollment.state).toBe('draft');
  });

  it('ORG-10: follows a halt of the account, and nothing else than an active one does', () => {
    const enrollment = inReview();
    expect(enrollment.halt(true)).toBe(false);
    enrollment.decide('approve', {}, operator, on(friday));
    enrollment.activate(friday);
    expect([enrollment.halt(false), enrollment.halt(true), enrollment.state, enrollment.halt(true)]).toEqual([false, true, 'suspended', false]);
    expect([enrollment.halt(false), enrollment.state]).toEqual([true, 'active']);
  });
});
