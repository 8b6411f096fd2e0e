import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { changeEnrollment, discardEnrollment, enrollmentTimeline, getEnrollment, listCountries, listEnrollments, resendContactMail, startEnrollment, submitEnrollment } from '@tandem/enrollment-contract';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { Clock, countriesOf, supportedCountries, supportedRegions } from '@tandem/platform-kernel';
import { answer, Config, CurrentActor, Endpoint, Input, timelinePage } from '@tandem/platform-server';
import type { Actor, Answer } from '@tandem/platform-server';
import { subjectOf } from '../enrollment-record';
import { ResendContactMail } from '../verification/resend-contact-mail';
import { ChangeEnrollment } from './change-enrollment';
import { DiscardEnrollment } from './discard-enrollment';
import { EnrollmentViews, isOperator } from './enrollment.view';
import { findEnrollments } from './list-enrollments';
import { StartEnrollment } from './start-enrollment';
import { SubmitEnrollment } from './submit-enrollment';

/** Enrollments, from the side of the company that enrols; operators read them here, too. */
@Controller()
export class EnrollmentsController {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly views: EnrollmentViews,
    private readonly starting: StartEnrollment,
    private readonly changing: ChangeEnrollment,
    private readonly discarding: DiscardEnrollment,
    private readonly submitting: SubmitEnrollment,
    private readonly resending: ResendContactMail,
  ) {}

  @Endpoint(listEnrollments)
  list(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof listEnrollments>): Promise<AnswerOf<typeof listEnrollments>> {
    return findEnrollments(this.em, actor, input, { now: this.clock.now(), zone: this.config.get('BUSINESS_TZ') });
  }

  @Endpoint(listCountries)
  countries(): AnswerOf<typeof listCountries> {
    return { items: [...supportedCountries()], regions: supportedRegions().map((name) => ({ name, countries: [...(countriesOf(name) ?? [])] })) };
  }

  @Endpoint(startEnrollment)
  async start(@CurrentActor() actor: Actor, @Input() _input: InputOf<typeof startEnrollment>): Promise<Answer<EnrollmentView>> {
    const { id, begun } = await this.starting.run(actor);
    return answer(await this.views.of(actor, id), { status: begun ? 201 : 200 });
  }

  @Endpoint(getEnrollment)
  get(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof getEnrollment>): Promise<EnrollmentView> {
    return this.views.of(actor, params.id);
  }

  @Endpoint(changeEnrollment)
  async change(@CurrentActor() actor: Actor, @Input() { params, body, etag }: InputOf<typeof changeEnrollment>): Promise<EnrollmentView> {
    await this.changing.run(actor, params.id, body, etag);
    return this.views.of(actor, params.id);
  }

  @Endpoint(discardEnrollment)
  discard(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof discardEnrollment>): Promise<void> {
    return this.discarding.run(actor, params.id);
  }

  @Endpoint(submitEnrollment)
  async submit(@CurrentActor() actor: Actor & { readonly userId: string }, @Input() { params, body, etag }: InputOf<typeof submitEnrollment>): Promise<EnrollmentView> {
    await this.submitting.run(actor, params.id, { acknowledged: body.acknowledgedIrreversible === true, etag });
    return this.views.of(actor, params.id);
  }

  @Endpoint(resendContactMail)
  async resend(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof resendContactMail>): Promise<EnrollmentView> {
    await this.resending.run(actor, params.id);
    return this.views.of(actor, params.id);
  }

  @Endpoint(enrollmentTimeline)
  async timeline(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof enrollmentTimeline>): Promise<AnswerOf<typeof enrollmentTimeline>> {
    const { id } = await this.views.of(actor, input.params.id);
    return timelinePage(this.em, { subject: subjectOf(id), organisationId: isOperator(actor) ? null : actor.organisationId, path: `/enrollments/${id}/timeline` }, input);
  }
}
