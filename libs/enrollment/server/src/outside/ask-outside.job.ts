import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Outside } from '@tandem/enrollment-domain';
import { Jobs, OutsideHandler } from '@tandem/platform-server';
import type { OutsideVerdict } from '@tandem/platform-server';
import type * as z from 'zod';
import { askOutside, reviewEnrollment } from '../enrollment.jobs';
import { lockEnrollment, subjectOf } from '../enrollment-record';
import { keepAnswer } from './mail-domain-answers';
import { MailDomains } from './mail-domains';

type Payload = z.output<typeof askOutside.payload>;

/** Asks outside what the checks want to know, while no transaction waits; then the review goes on with the answer, whatever it is. */
@Injectable()
export class AskOutsideJob extends OutsideHandler<typeof askOutside, Outside> {
  readonly job = askOutside;

  constructor(
    private readonly em: EntityManager,
    private readonly domains: MailDomains,
    private readonly jobs: Jobs,
  ) {
    super();
  }

  reach({ domain }: Payload): Promise<Outside> {
    return this.domains.ask(domain);
  }

  async record({ domain, enrollmentId, because, again }: Payload, answer: Outside): Promise<OutsideVerdict> {
    await keepAnswer(this.em, domain, answer);
    const { organisationId } = await lockEnrollment(this.em, enrollmentId);
    this.jobs.add(reviewEnrollment, { enrollmentId, because, ...(again ? { again } : {}) }, { subject: subjectOf(enrollmentId), organisationId });
    return { state: 'done' };
  }
}
