import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ENROLLMENT_REASONS } from '@tandem/enrollment-contract';
import type { CheckView, EnrollmentSummary, EnrollmentView } from '@tandem/enrollment-contract';
import { EDITABLE_STATES, Enrollment, issuesOf, Offboarding, requiredFields } from '@tandem/enrollment-domain';
import type { KeptFinding } from '@tandem/enrollment-domain';
import { IDENTITY_REASONS } from '@tandem/identity-contract';
import { OrganisationDirectory } from '@tandem/identity-server';
import { PLATFORM_REASONS } from '@tandem/platform-contract';
import type { Reason } from '@tandem/platform-contract';
import { Clock, notFound } from '@tandem/platform-kernel';
import type { Refusal } from '@tandem/platform-kernel';
import { instantOf, resource } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { ContactLinks } from '../verification/contact-links';
import { vettingOf } from '../vetting';
import { ApplicationChecks } from './application-checks';

const REASONS: Readonly<Record<string, Reason>> = { ...PLATFORM_REASONS, ...IDENTITY_REASONS, ...ENROLLMENT_REASONS };

/** Whether somebody looks at an enrollment as the operator, who sees what checks rest on and who works on it. */
export const isOperator = ({ programs }: Actor): boolean => programs.includes('operator');

/** A finding on the wire. An applicant does not see what is found about other companies, nor what a person of the operator wrote down. */
export function checkView({ id, result, reason, evidence, byHand }: KeptFinding, forOperator: boolean): CheckView {
  const shown = forOperator ? evidence : id === 'duplicate' || byHand ? {} : evidence;
  return { id, result, ...(reason === null ? {} : { reason }), evidence: { ...shown }, setByHand: byHand };
}

const issueView = ({ rule, reason, field, details }: Refusal) => ({ rule, reason, ...(field === undefined ? {} : { field }), fix: REASONS[reason]?.fix ?? '', ...details });

const instant = (at: Date | string | null, name: string): Record<string, string> => (at === null ? {} : { [name]: instantOf(at) });

/** What of an enrollment is in the list, too; instants as they come, of the entity or of a row. */
export interface SummaryRow extends Pick<Enrollment, 'id' | 'state' | 'path' | 'application' | 'findings' | 'version'> {
  readonly stuckSince: Date | string | null;
  readonly expectedFrom: Date | string | null;
  readonly expectedUntil: Date | string | null;
  readonly submittedAt: Date | string | null;
  readonly organisation: EnrollmentSummary['organisation'];
  readonly assignee: EnrollmentSummary['assignee'] | null;
  /** Of the mark for offboarding, if there is one. */
  readonly markedBecause: string | null;
}

/** An enrollment as it appears in lists. */
export function summaryView(row: SummaryRow, forOperator: boolean, now: Date): EnrollmentSummary {
  const { id, state, path, organisation, expectedFrom, expectedUntil, submittedAt, assignee, markedBecause } = row;
  const { companyName, address } = row.application.legalBusinessProfile;
  return {
    ...{ id, programType: 'indirect_reseller', path, state, organisation },
    ...(companyName === undefined ? {} : { companyName }),
    ...(address?.country === undefined ? {} : { country: address.country }),
    // The mark follows from the clock; the sweep only writes what is told of it.
    stuck: row.stuckSince !== null || (expectedUntil !== null && instantOf(expectedUntil) <= now.toISOString()),
    ...instant(expectedFrom, 'expectedFrom'),
    ...instant(expectedUntil, 'expectedUntil'),
    ...instant(submittedAt, 'submittedAt'),
    checks: row.findings.map((finding) => checkView(finding, forOperator)),
    ...(forOperator && assignee ? { assignee } : {}),
    ...(path === 'transition' && markedBecause !== null ? { markedBecause } : {}),
    ...resource('Enrollment', `/enrollments/${id}`, row.version),
  };
}

/** One enrollment with everything that was said and found. */
@Injectable()
export class EnrollmentViews {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly organisations: OrganisationDirectory,
    private readonly checks: ApplicationChecks,
    private readonly links: ContactLinks,
  ) {}

  /** @throws DomainError NOT_FOUND (SEC-01). */
  async of(actor: Actor, id: string): Promise<EnrollmentView> {
    const enrollment = await this.em.findOne(Enrollment, { id }, { refresh: true });
    const organisation = enrollment && (await this.organisations.byId(enrollment.organisationId));
    if (!enrollment || !organisation) throw notFound();
    const { application, state, activatedAt, startedAt } = enrollment;
    const forOperator = isOperator(actor);
    const now = this.clock.now();
    const assignee = enrollment.assigneeId ? await this.organisations.person(enrollment.assigneeId) : undefined;
    const mark = await this.em.findOne(Offboarding, { organisationId: enrollment.organisationId }, { refresh: true });
    const row: SummaryRow = Object.assign(Object.create(enrollment) as Enrollment, { organisation: { id: organisation.id, name: organisation.name, domain: organisation.domain }, assignee: assignee && enrollment.assigneeId ? { id: enrollment.assigneeId, name: assignee.name } : null, markedBecause: mark?.reason ?? null });
    const open = EDITABLE_STATES.includes(state);
    const issues = open ? [...issuesOf(application, this.checks.webMail), ...(await this.checks.run(enrollment.organisationId, application))] : [];
    return {
      ...summaryView(row, forOperator, now),
      legalBusinessProfile: { ...application.legalBusinessProfile },
      supportProfile: { ...application.supportProfile },
      ...(application.mpnId === undefined ? {} : { mpnId: application.mpnId }),
      issues: issues.map(issueView),
      requiredFields: requiredFields(application.legalBusinessProfile.address?.country),
      ...(await this.contact(enrollment, now)),
      ...(await this.decision(enrollment, forOperator)),
      ...vettingOf(enrollment),
      startedAt: startedAt.toISOString(),
      ...instant(activatedAt, 'activatedAt'),
    };
  }

  private async contact({ id, state }: Enrollment, now: Date): Promise<Pick<EnrollmentView, 'contact'>> {
    const verification = await this.links.of(id);
    if (!verification) return {};
    const { email, issuedAt, expiresAt, confirmedAt } = verification;
    const resendFrom = state === 'contact_pending' ? { resendFrom: new Date(now.getTime() + verification.waitAt(now)).toISOString() } : {};
    return { contact: { email, state: verification.stateAt(now), sentAt: issuedAt.toISOString(), expiresAt: expiresAt.toISOString(), ...instant(confirmedAt, 'confirmedAt'), ...resendFrom } };
  }

  private async decision({ decidedAt, decidedBy, decidedByRole: role, decisionReason, decisionChecks }: Enrollment, forOperator: boolean): Promise<Pick<EnrollmentView, 'decision'>> {
    if (decidedAt === null || (role !== 'operator' && role !== 'rule')) return {};
    const person = forOperator && decidedBy ? await this.organisations.person(decidedBy) : undefined;
    return {
      decision: {
        ...(decisionReason === null ? {} : { reason: decisionReason }),
        checks: decisionChecks.map(({ id, reason }) => ({ id, reason })),
        decidedBy: { role, at: decidedAt.toISOString(), ...(person ? { name: person.name } : {}) },
      },
    };
  }
}
