import { Controller } from '@nestjs/common';
import { assignEnrollment, decideEnrollment, rerunChecks, setCheck } from '@tandem/enrollment-contract';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import type { InputOf } from '@tandem/platform-contract';
import { CurrentActor, Endpoint, Input } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { EnrollmentViews } from '../applying/enrollment.view';
import { AssignEnrollment } from './assign-enrollment';
import { DecideEnrollment } from './decide-enrollment';
import { RerunChecks } from './rerun-checks';
import { SetCheck } from './set-check';

/** Enrollments, from the side of the operator who reviews them. */
@Controller()
export class ReviewsController {
  constructor(
    private readonly views: EnrollmentViews,
    private readonly deciding: DecideEnrollment,
    private readonly assigning: AssignEnrollment,
    private readonly setting: SetCheck,
    private readonly rerunning: RerunChecks,
  ) {}

  @Endpoint(decideEnrollment)
  async decide(@CurrentActor() actor: Actor, @Input() { params, body, etag }: InputOf<typeof decideEnrollment>): Promise<EnrollmentView> {
    await this.deciding.run(actor, params.id, body.decision, { reason: body.reason, checks: body.checks }, etag);
    return this.views.of(actor, params.id);
  }

  @Endpoint(assignEnrollment)
  async assign(@CurrentActor() actor: Actor, @Input() { params, body, etag }: InputOf<typeof assignEnrollment>): Promise<EnrollmentView> {
    await this.assigning.run(actor, params.id, body.userId ?? null, etag);
    return this.views.of(actor, params.id);
  }

  @Endpoint(setCheck)
  async set(@CurrentActor() actor: Actor, @Input() { params, body, etag }: InputOf<typeof setCheck>): Promise<EnrollmentView> {
    await this.setting.run(actor, params.id, params.check, { result: body.result, evidence: body.evidence }, etag);
    return this.views.of(actor, params.id);
  }

  @Endpoint(rerunChecks)
  async rerun(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof rerunChecks>): Promise<EnrollmentView> {
    await this.rerunning.run(params.id, body.checks);
    return this.views.of(actor, params.id);
  }
}
