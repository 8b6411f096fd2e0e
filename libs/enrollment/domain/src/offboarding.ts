import { defineEntity, p } from '@mikro-orm/core';
import { DomainError } from '@tandem/platform-kernel';

const OffboardingSchema = defineEntity({
  name: 'Offboarding',
  properties: {
    organisationId: p.uuid().primary(),
    reason: p.text(),
    since: p.datetime(3),
    markedBy: p.uuid(),
    version: p.integer().version(),
  },
});

/** That the operator marked a direct-bill partner for offboarding: it may become a reseller on its own tenant (TRN-01). */
export class Offboarding extends OffboardingSchema.class {
  /** @throws DomainError OFFBOARDING_REASON_REQUIRED: the partner reads why. */
  static mark(given: { organisationId: string; reason: string; markedBy: string; now: Date }): Offboarding {
    const reason = given.reason.trim();
    if (reason === '') throw new DomainError({ rule: 'TRN-01', reason: 'OFFBOARDING_REASON_REQUIRED', kind: 'invalid', field: 'reason' });
    return Object.assign(new Offboarding(), { organisationId: given.organisationId, reason, since: given.now, markedBy: given.markedBy });
  }
}

OffboardingSchema.setClass(Offboarding);
