import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { enrollmentApproved, enrollmentRejected, informationRequested } from '@tandem/enrollment-contract';
import type { Decision, Said } from '@tandem/enrollment-domain';
import { Organisation } from '@tandem/identity-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events, expectVersion } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { BusinessCalendars } from '../calendar/business-calendars';
import { lockEnrollment, recordEnrollment } from '../enrollment-record';
import type { Telling } from '../telling/enrollment.mail';
import { TellContact } from '../telling/tell-contact';

const OUTCOMES = {
  approve: { event: enrollmentApproved, mail: 'enrollment_approved' },
  reject: { event: enrollmentRejected, mail: 'enrollment_rejected' },
  request_info: { event: informationRequested, mail: 'enrollment_information_requested' },
} as const satisfies Record<Decision, { event: object; mail: Telling }>;

/** A person of the operator decides about a company in review (VER-09). */
@Injectable()
export class DecideEnrollment {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly calendars: BusinessCalendars,
    private readonly telling: TellContact,
  ) {}

  /** @throws DomainError NOT_FOUND, STALE, CONTACT_NOT_CONFIRMED, DECIDED_ALREADY with `decidedBy` for whoever comes second, DECISION_REASON_REQUIRED (VER-09). */
  async run(actor: Actor, id: string, decision: Decision, said: Said, etag?: string): Promise<void> {
    const enrollment = await lockEnrollment(this.em, id);
    const before = { state: enrollment.state };
    const { country } = await this.em.findOneOrFail(Organisation, { id: enrollment.organisationId });
    enrollment.decide(decision, said, { role: 'operator', userId: actor.userId ?? null }, { now: this.clock.now(), calendar: await this.calendars.of(country) });
    // After the decision: whoever comes second is told who decided, not that the record is another one.
    expectVersion(enrollment, etag);
    const { event, mail } = OUTCOMES[decision];
    const { state, decisionReason: reason, decisionChecks } = enrollment;
    recordEnrollment(this.events, event, enrollment, { actor, before, after: { state, ...(reason === null ? {} : { reason }), ...(decisionChecks.length === 0 ? {} : { checks: decisionChecks }) } });
    await this.telling.order(enrollment, mail);
    await this.em.flush();
  }
}
