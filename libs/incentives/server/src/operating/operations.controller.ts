import { Controller } from '@nestjs/common';
import { resendIncentiveInvitation, resendIncentiveInvitations, verifyIncentiveProfiles } from '@tandem/incentives-contract';
import type { IncentiveView, ResendRow } from '@tandem/incentives-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { CurrentActor, Endpoint, ErrorBodies, Input } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { IncentiveViews } from '../reading/incentive-views';
import { ResendInvitations } from './resend-invitations';
import { VerifyProfiles } from './verify-profiles';

/** What is done to incentives from outside of the enrollment itself: mailing again, verifying. */
@Controller()
export class OperationsController {
  constructor(
    private readonly views: IncentiveViews,
    private readonly errors: ErrorBodies,
    private readonly verifying: VerifyProfiles,
    private readonly resending: ResendInvitations,
  ) {}

  @Endpoint(verifyIncentiveProfiles)
  async verify(@CurrentActor() actor: Actor, @Input() { params, body, etag }: InputOf<typeof verifyIncentiveProfiles>): Promise<IncentiveView> {
    await this.verifying.run(actor, params.id, { payout: body.payout, tax: body.tax, note: body.note }, etag);
    return this.views.of(actor, params.id);
  }

  @Endpoint(resendIncentiveInvitation)
  async resend(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof resendIncentiveInvitation>): Promise<IncentiveView> {
    await this.resending.one(actor, params.id);
    return this.views.of(actor, params.id);
  }

  @Endpoint(resendIncentiveInvitations)
  async resendMany(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof resendIncentiveInvitations>): Promise<AnswerOf<typeof resendIncentiveInvitations>> {
    const rows = await this.resending.run(actor, body.ids);
    const items = rows.map((row, at): ResendRow => {
      const id = body.ids[at] ?? '';
      if ('incentive' in row) return { status: 200, id, state: row.incentive.state };
      const { status, body: error } = this.errors.render(row.refusal);
      return { status, id, error: error as NonNullable<ResendRow['error']> };
    });
    return { totalCount: items.length, doneCount: items.filter(({ error }) => !error).length, items, attributes: { objectType: 'IncentiveResends' } };
  }
}
