import { isDeepStrictEqual } from 'node:util';
import { DomainError, mayFollow, newId } from '@tandem/platform-kernel';
import type { BusinessCalendar, Refusal } from '@tandem/platform-kernel';
import type { Application } from './application';
import { issuesOf } from './application-issues';
import { DECIDED } from './decision';
import type { DecidedBy, Decision, ReviewTime, Said } from './decision';
import { EDITABLE_STATES, ENROLLMENT_TRANSITIONS } from './enrollment-state';
import type { EnrollmentState } from './enrollment-state';
import { EnrollmentSchema } from './enrollment.schema';
import type { EnrollmentPath } from './enrollment.schema';
import { pauseClock, resumeClock, reviewWindow, startClock } from './review-clock';
import type { ReviewClock } from './review-clock';
import { approvedByItself } from './review/review';
import type { KeptFinding } from './review/review';

const emailOf = ({ legalBusinessProfile }: Application): string | undefined => legalBusinessProfile.primaryContact?.email?.trim().toLowerCase();

const conflict = (rule: string, reason: string, details?: Refusal['details']): never => {
  throw new DomainError({ rule, reason, kind: 'conflict', ...(details ? { details } : {}) });
};

/** The way of an organisation into the reseller program (SM-1), as a newcomer or from direct bill (SM-1b). */
export class Enrollment extends EnrollmentSchema.class {
  /** An empty or prefilled form. Whether the organisation may begin one is for the use case to say. */
  static begin(given: { organisationId: string; path: EnrollmentPath; application: Application; startedBy: string | null; now: Date }): Enrollment {
    return Object.assign(new Enrollment(), {
      ...{ id: newId(), organisationId: given.organisationId, path: given.path, state: 'draft', application: given.application },
      ...{ startedBy: given.startedBy, startedAt: given.now, submittedAt: null, contactConfirmedAt: null, activatedAt: null },
      ...{ clockSince: null, clockCounted: 0, clockPaused: false, expectedFrom: null, expectedUntil: null, stuckSince: null },
      ...{ findings: [], roundTold: false, assigneeId: null, decidedAt: null, decidedByRole: null, decidedBy: null, decisionReason: null, decisionChecks: [] },
    });
  }

  /** A transition that a marked partner may begin (TRN-01). */
  static offer(organisationId: string, now: Date): Enrollment {
    const nothing: Application = { legalBusinessProfile: {}, supportProfile: {} };
    return Object.assign(Enrollment.begin({ organisationId, path: 'transition', application: nothing, startedBy: null, now }), { state: 'offered' });
  }

  /** An offer is taken up, with the form prefilled (TRN-03). @throws DomainError ENROLLMENT_LOCKED when it has been. */
  takeUp(application: Application, startedBy: string | null, now: Date): void {
    this.become('draft');
    Object.assign(this, { application, startedBy, startedAt: now });
  }

  /**
   * Takes over the form as it is typed. While the contact is asked, only the contact may be put right (ENR-15).
   * @param more issues beyond those of the application itself.
   * @throws DomainError ENROLLMENT_LOCKED (ENR-15), COUNTRY_FIXED once it was submitted (ORG-06), every issue when the contact who is asked changes.
   */
  save(application: Application, webMail: readonly string[] = [], more: readonly Refusal[] = []): void {
    const contactOnly = this.state === 'contact_pending';
    if (!contactOnly && !EDITABLE_STATES.includes(this.state)) this.refuseLocked();
    const [before, after] = [this.application.legalBusinessProfile, application.legalBusinessProfile];
    if (this.submittedAt !== null && before.address?.country !== after.address?.country) throw new DomainError({ rule: 'ORG-06', reason: 'COUNTRY_FIXED', kind: 'conflict', field: 'legalBusinessProfile.address.country' });
    if (contactOnly) {
      const rest = (one: Application) => ({ ...one, legalBusinessProfile: { ...one.legalBusinessProfile, primaryContact: undefined } });
      if (!isDeepStrictEqual(rest(this.application), rest(application))) this.refuseLocked();
      refuseIssues([...issuesOf(application, webMail), ...more]);
    }
    if (emailOf(this.application) !== emailOf(application)) this.contactConfirmedAt = null;
    this.application = application;
  }

  /**
   * Submits the form, for the first time or once more. It goes to the contact, if that has not confirmed its address, else to the review (ENR-15, VER-01).
   * @param by who submits: the enrolling Global admin, unless a person has begun it. `known`: address of a contact who has confirmed it before: nobody is asked twice (SM-1b). `more`: issues beyond those of the application itself.
   * @throws DomainError with every issue at once (ENR-06 to ENR-12), ENROLLMENT_LOCKED when it is not editable.
   */
  submit({ by, known, webMail = [], more = [], ...time }: ReviewTime & { readonly by: string; readonly known?: string | undefined; readonly webMail?: readonly string[]; readonly more?: readonly Refusal[] }): void {
    if (!EDITABLE_STATES.includes(this.state)) this.refuseLocked();
    refuseIssues([...issuesOf(this.application, webMail), ...more]);
    if (known !== undefined && known.toLowerCase() === emailOf(this.application)) this.contactConfirmedAt ??= time.now;
    this.startedBy ??= by;
    this.submittedAt = time.now;
    if (this.contactConfirmedAt === null) this.become('contact_pending');
    else this.beginReview(time);
  }

  /** The primary contact has confirmed its address; from here on the review's clock runs (VER-01, VER-02). @throws DomainError ENROLLMENT_LOCKED when nobody was asked. */
  confirmContact(time: ReviewTime): void {
    if (this.state !== 'contact_pending') this.refuseLocked();
    this.contactConfirmedAt = time.now;
    this.beginReview(time);
  }

  /** Takes over what the checks found; when all of them pass, that is the decision (VER-03). Answers whether it was. */
  reviewed(findings: readonly KeptFinding[], now: Date): boolean {
    if (this.state !== 'in_review') return false;
    this.findings = findings;
    if (!approvedByItself(findings)) return false;
    this.become('qualified');
    this.decided({ role: 'rule' }, null, now);
    return true;
  }

  /**
   * A person decides (VER-09).
   * @throws DomainError CONTACT_NOT_CONFIRMED before the contact has answered, DECIDED_ALREADY with who decided when somebody was first, DECISION_REASON_REQUIRED.
   */
  decide(decision: Decision, { reason = '', checks = [] }: Said, by: DecidedBy, { now, calendar }: ReviewTime): void {
    if (this.state === 'contact_pending' || this.submittedAt === null) conflict('VER-09', 'CONTACT_NOT_CONFIRMED');
    const to = DECIDED[decision];
    if (!mayFollow(ENROLLMENT_TRANSITIONS, this.state, to)) conflict('VER-09', 'DECIDED_ALREADY', this.decision);
    const said = reason.trim();
    if (decision !== 'approve' && said === '') throw new DomainError({ rule: 'VER-09', reason: 'DECISION_REASON_REQUIRED', kind: 'invalid', field: 'reason' });
    this.become(to);
    if (decision === 'request_info') this.clock = pauseClock(this.clock, now, calendar);
    this.decided(by, said === '' ? null : said, now);
    this.decisionChecks = checks;
  }

  /** Who decided last, for whoever came too late: the role and the time, nothing more. */
  get decision(): { decidedBy?: { role: string; at: string } } {
    return this.decidedByRole === null || this.decidedAt === null ? {} : { decidedBy: { role: this.decidedByRole, at: this.decidedAt.toISOString() } };
  }

  /** Marks it as late from the end of business day 5 on; answers whether that is new (TIM-03). Only of what is in review a decision is expected. */
  markStuck(now: Date): boolean {
    if (this.expectedUntil === null || now < this.expectedUntil || this.stuckSince !== null) return false;
    this.stuckSince = this.expectedUntil;
    return true;
  }

  /** A person of the operator takes it on, gives it to another, or gives it back; answers whether that changes anything. @throws DomainError NOT_IN_REVIEW. */
  assign(userId: string | null): boolean {
    if (this.state !== 'in_review' && this.state !== 'action_required') conflict('VER-09', 'NOT_IN_REVIEW', { state: this.state });
    const changes = this.assigneeId !== userId;
    this.assigneeId = userId;
    return changes;
  }

  /** A person sets what a check found, which decides nothing. @throws DomainError NOT_IN_REVIEW. */
  setFindings(findings: readonly KeptFinding[]): void {
    if (this.state !== 'in_review') conflict('VER-09', 'NOT_IN_REVIEW', { state: this.state });
    this.findings = findings;
  }

  /** The agreement is signed: the program begins (AGR-03). @throws DomainError NOT_QUALIFIED before the approval (AGR-02). */
  activate(now: Date): void {
    if (this.state !== 'qualified') conflict('AGR-02', 'NOT_QUALIFIED');
    this.become('active');
    this.activatedAt = now;
  }

  /** The operator halts the account, or lifts that (ORG-10); answers whether that changes anything here. */
  halt(halted: boolean): boolean {
    if (this.state !== (halted ? 'active' : 'suspended')) return false;
    this.become(halted ? 'suspended' : 'active');
    return true;
  }

  /** Says when a decision is expected, by another calendar than before (TIM-01). What is late stays late. */
  recount(calendar: BusinessCalendar): void {
    if (this.state !== 'in_review') return;
    const window = reviewWindow(this.clock, this.path, calendar);
    this.expectedFrom = window?.from ?? null;
    this.expectedUntil = window?.until ?? null;
  }

  private get clock(): ReviewClock {
    return { since: this.clockSince ?? this.startedAt, counted: this.clockCounted, paused: this.clockPaused };
  }

  private set clock({ since, counted, paused }: ReviewClock) {
    Object.assign(this, { clockSince: since, clockCounted: counted, clockPaused: paused });
  }

  /** After a request for papers the clock goes on; else it begins. */
  private beginReview({ now, calendar }: ReviewTime): void {
    this.become('in_review');
    this.roundTold = false;
    this.clock = this.clockPaused ? resumeClock(this.clock, now) : startClock(now);
    this.recount(calendar);
  }

  private decided(by: DecidedBy, reason: string | null, now: Date): void {
    this.decidedAt = now;
    this.decidedByRole = by.role;
    this.decidedBy = by.role === 'operator' ? by.userId : null;
    this.decisionReason = reason;
    this.decisionChecks = [];
    this.stuckSince = null;
    this.expectedFrom = null;
    this.expectedUntil = null;
  }

  private become(state: EnrollmentState): void {
    if (!mayFollow(ENROLLMENT_TRANSITIONS, this.state, state)) this.refuseLocked();
    this.state = state;
  }

  private refuseLocked(): never {
    return conflict('ENR-15', 'ENROLLMENT_LOCKED', { state: this.state });
  }
}

EnrollmentSchema.setClass(Enrollment);

function refuseIssues([first, ...others]: readonly Refusal[]): void {
  if (first) throw new DomainError(first, ...others);
}
