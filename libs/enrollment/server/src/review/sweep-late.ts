import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { enrollmentStuck } from '@tandem/enrollment-contract';
import { Enrollment } from '@tandem/enrollment-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events, ScheduleHandler } from '@tandem/platform-server';
import { sweepLate } from '../enrollment.jobs';
import { recordEnrollment } from '../enrollment-record';
import { TellContact } from '../telling/tell-contact';

/** Most enrollments of one run; the next run goes on. */
const BATCH = 200;

/** Picks by date what is decided too late: marks it, mails the contact, and tells the operators, once each (TIM-03, EML-09). */
@Injectable()
export class SweepLate extends ScheduleHandler {
  readonly schedule = sweepLate;
  private readonly logger = new Logger(SweepLate.name);

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly telling: TellContact,
  ) {
    super();
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    const late = await this.em.find(
      Enrollment,
      { state: 'in_review', stuckSince: null, expectedUntil: { $lte: now } },
      { limit: BATCH, orderBy: { expectedUntil: 'asc' }, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE },
    );
    for (const enrollment of late) {
      if (!enrollment.markStuck(now)) continue;
      recordEnrollment(this.events, enrollmentStuck, enrollment, { after: { stuckSince: enrollment.stuckSince } });
      await this.telling.order(enrollment, 'enrollment_stuck');
      this.logger.warn(`The decision about enrollment ${enrollment.id} is late since ${enrollment.stuckSince?.toISOString() ?? ''}`);
    }
    await this.em.flush();
  }
}
