import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { enrollmentApproved, enrollmentChecked } from '@tandem/enrollment-contract';
import { CHECK_IDS, findingsOn, mailDomainOf } from '@tandem/enrollment-domain';
import type { Enrollment } from '@tandem/enrollment-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events, JobHandler, Jobs } from '@tandem/platform-server';
import type * as z from 'zod';
import { askOutside, reviewEnrollment } from '../enrollment.jobs';
import type { ReviewCause } from '../enrollment.jobs';
import { lockEnrollment, recordEnrollment, subjectOf } from '../enrollment-record';
import { answerOf } from '../outside/mail-domain-answers';
import { MailDomains } from '../outside/mail-domains';
import { TellContact } from '../telling/tell-contact';
import { gatherFacts } from './gather-facts';

/** What the applicant's side may know of findings: results without what they rest on. */
const resultsOf = ({ findings }: Enrollment): Record<string, string> => Object.fromEntries(findings.map(({ id, result }) => [id, result]));

/** Runs the checks on a company in review. What it finds, the decision, the mails and this job's outcome commit together, so that running it again is harmless. */
@Injectable()
export class ReviewEnrollmentJob extends JobHandler<typeof reviewEnrollment> {
  readonly job = reviewEnrollment;

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly domains: MailDomains,
    private readonly telling: TellContact,
  ) {
    super();
  }

  async handle(payload: z.output<typeof reviewEnrollment.payload>): Promise<void> {
    const { enrollmentId, because, again = [] } = payload;
    const enrollment = await lockEnrollment(this.em, enrollmentId);
    if (enrollment.state !== 'in_review') return;
    const domain = await this.toAsk(enrollment);
    if (domain !== undefined) return void this.jobs.add(askOutside, { ...payload, domain }, { subject: subjectOf(enrollmentId), organisationId: enrollment.organisationId });
    const before = { state: enrollment.state, checks: resultsOf(enrollment) };
    const findings = findingsOn(await gatherFacts(this.em, enrollment), enrollment.findings, CHECK_IDS.filter((id) => again.includes(id)));
    const approved = enrollment.reviewed(findings, this.clock.now());
    const after = { state: enrollment.state, checks: resultsOf(enrollment) };
    if (approved) recordEnrollment(this.events, enrollmentApproved, enrollment, { before, after: { ...after, decidedBy: 'rule' } });
    else if (JSON.stringify(before) !== JSON.stringify(after)) recordEnrollment(this.events, enrollmentChecked, enrollment, { before, after });
    await this.tell(enrollment, because, approved);
    await this.em.flush();
  }

  /** The domain that has to be asked for before the checks can run. */
  private async toAsk({ application }: Enrollment): Promise<string | undefined> {
    const domain = mailDomainOf(application.supportProfile.email);
    return this.domains.asks && domain !== '' && (await answerOf(this.em, domain)) === undefined ? domain : undefined;
  }

  /** Decision 31: one mail when it is decided at once; else one that says when a decision is expected, or that the form was received. */
  private async tell(enrollment: Enrollment, because: ReviewCause, approved: boolean): Promise<void> {
    const first = !enrollment.roundTold;
    enrollment.roundTold = true;
    if (first && because === 'submitted') await this.telling.order(enrollment, 'enrollment_received');
    if (approved) await this.telling.order(enrollment, 'enrollment_approved');
    else if (first && because === 'confirmed') await this.telling.order(enrollment, 'enrollment_in_review');
  }
}
