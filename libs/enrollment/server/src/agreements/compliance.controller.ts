import { Controller } from '@nestjs/common';
import { getAgreementStatus } from '@tandem/enrollment-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { CurrentActor, Endpoint, Input } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { ResellerStatus } from './reseller-status';

/** What a provider may ask of a reseller before it sells through it (AGR-07). */
@Controller()
export class ComplianceController {
  constructor(private readonly status: ResellerStatus) {}

  @Endpoint(getAgreementStatus)
  async agreement(@CurrentActor() { country }: Actor, @Input() { query }: InputOf<typeof getAgreementStatus>): Promise<AnswerOf<typeof getAgreementStatus>> {
    await this.status.requireSigned(query, country);
    return { isAgreementSigned: true };
  }
}
