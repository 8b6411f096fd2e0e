import type { EntityManager } from '@mikro-orm/postgresql';
import { CAST, castId } from '@tandem/identity-server';
import { Incentive, onDay } from '@tandem/incentives-domain';
import type { Clock } from '@tandem/platform-kernel';
import type { SandboxPart } from '@tandem/platform-server';

/** Days that the cast's direct-bill partners have had theirs: longer than anybody is reminded. */
const SINCE_DAYS = 150;

/** The incentives of the cast's direct-bill partners: they enrolled in theirs before, or let it pass; the reseller's is still to come. */
export const incentivesSandbox: SandboxPart = {
  name: 'incentives',
  async seed(em: EntityManager, clock: Clock): Promise<void> {
    const now = clock.now();
    for (const { id: organisationId, domain, associated, name, country } of CAST.filter(({ program }) => program === 'direct_bill')) {
      const incentive = Incentive.start({ organisationId, program: 'direct_bill', startedAt: onDay(now, -SINCE_DAYS), schedule: { inviteDelayDays: 0, reminderDays: [] } });
      incentive.invitedBefore(incentive.startedAt);
      if (associated !== undefined && domain === 'keller.example') {
        incentive.saveProfiles({ payout: { accountHolder: name, iban: 'DE89 3704 0044 0532 0130 00' }, tax: { taxId: 'DE123456789', country } });
        incentive.submit({ mpnId: associated, by: castId(`ga@${domain}`), now: onDay(now, -SINCE_DAYS + 1) });
        incentive.verify({ payout: 'verified', tax: 'verified' }, onDay(now, -SINCE_DAYS + 2));
      }
      em.persist(incentive);
    }
    await em.flush();
  },
};
