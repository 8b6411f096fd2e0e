import type { Readable } from 'node:stream';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { acceptIncentiveInvitation, countIncentiveExport, countIncentiveInvitations, declineIncentiveInvitation, exportIncentiveInvitations, getIncentiveInvitation, incentiveCalendar, incentiveTimeline, listIncentiveInvitations, saveIncentiveProfiles } from '@tandem/incentives-contract';
import type { IncentiveView } from '@tandem/incentives-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { Clock } from '@tandem/platform-kernel';
import { answer, Config, csvDownload, CurrentActor, Endpoint, Input, timelinePage } from '@tandem/platform-server';
import type { Actor, Answer } from '@tandem/platform-server';
import { DeclineIncentive } from '../enrolling/decline-incentive';
import { SaveProfiles } from '../enrolling/save-profiles';
import { SubmitIncentive } from '../enrolling/submit-incentive';
import { subjectOf } from '../incentive-record';
import { incentiveCalendar as calendarFile } from '../mailing/incentive-calendar';
import { incentivePath } from '../mailing/incentive.mail';
import { countExport, countIncentives } from './count-incentives';
import { EXPORT_COLUMNS, exportedIncentives } from './export-incentives';
import { IncentiveViews, isOperator } from './incentive-views';
import { findIncentives } from './list-incentives';

/** Incentives of organisations: from the side of the partner, who enrolls, and of operators, who watch over them. */
@Controller()
export class IncentiveInvitationsController {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly views: IncentiveViews,
    private readonly saving: SaveProfiles,
    private readonly submitting: SubmitIncentive,
    private readonly declining: DeclineIncentive,
  ) {}

  @Endpoint(countIncentiveInvitations)
  counts(@Input() _input: InputOf<typeof countIncentiveInvitations>): Promise<AnswerOf<typeof countIncentiveInvitations>> {
    return countIncentives(this.em, this.clock.now());
  }

  @Endpoint(exportIncentiveInvitations, { produces: 'text/csv' })
  export(@CurrentActor() actor: Actor, @Input() { query }: InputOf<typeof exportIncentiveInvitations>): Promise<Answer<Readable>> {
    const language = query.language ?? actor.locale;
    return csvDownload({ name: 'incentives', header: EXPORT_COLUMNS[language], pages: exportedIncentives(this.em.fork(), actor, query, { language, now: this.clock.now() }), separator: query.separator });
  }

  @Endpoint(countIncentiveExport)
  countRows(@CurrentActor() actor: Actor, @Input() { query }: InputOf<typeof countIncentiveExport>): Promise<AnswerOf<typeof countIncentiveExport>> {
    return countExport(this.em, actor, query, this.clock.now());
  }

  @Endpoint(listIncentiveInvitations)
  list(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof listIncentiveInvitations>): Promise<AnswerOf<typeof listIncentiveInvitations>> {
    return findIncentives(this.em, actor, input, this.clock.now());
  }

  @Endpoint(getIncentiveInvitation)
  get(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof getIncentiveInvitation>): Promise<IncentiveView> {
    return this.views.of(actor, params.id);
  }

  @Endpoint(incentiveCalendar, { produces: 'text/calendar' })
  async calendar(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof incentiveCalendar>): Promise<Answer<string>> {
    const incentive = await this.views.rowOf(actor, params.id);
    const url = this.config.get('PUBLIC_URL') + incentivePath(incentive.program);
    const file = calendarFile({ incentive, mpnId: incentive.mpnId ?? '', locale: actor.locale, url, sender: this.config.get('INCENTIVE_SENDER'), now: this.clock.now() });
    return answer(file, { headers: { 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'attachment; filename="incentive.ics"', 'cache-control': 'no-store' } });
  }

  @Endpoint(incentiveTimeline)
  async timeline(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof incentiveTimeline>): Promise<AnswerOf<typeof incentiveTimeline>> {
    const { id } = await this.views.rowOf(actor, input.params.id);
    return timelinePage(this.em, { subject: subjectOf(id), organisationId: isOperator(actor) ? null : actor.organisationId, path: `/incentiveinvitations/${id}/timeline` }, input);
  }

  @Endpoint(saveIncentiveProfiles)
  async save(@CurrentActor() actor: Actor, @Input() { params, body, etag }: InputOf<typeof saveIncentiveProfiles>): Promise<IncentiveView> {
    await this.saving.run(actor, params.id, body, etag);
    return this.views.of(actor, params.id);
  }

  @Endpoint(acceptIncentiveInvitation)
  async accept(@CurrentActor() actor: Actor & { readonly userId: string }, @Input() { params, etag }: InputOf<typeof acceptIncentiveInvitation>): Promise<IncentiveView> {
    await this.submitting.run(actor, params.id, etag);
    return this.views.of(actor, params.id);
  }

  @Endpoint(declineIncentiveInvitation)
  async decline(@CurrentActor() actor: Actor, @Input() { params, etag }: InputOf<typeof declineIncentiveInvitation>): Promise<IncentiveView> {
    await this.declining.run(actor, params.id, etag);
    return this.views.of(actor, params.id);
  }
}
