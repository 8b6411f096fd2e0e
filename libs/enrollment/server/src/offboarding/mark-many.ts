import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ENROLLMENT_REASONS } from '@tandem/enrollment-contract';
import type { markOffboardings } from '@tandem/enrollment-contract';
import { IDENTITY_REASONS } from '@tandem/identity-contract';
import { OrganisationDirectory } from '@tandem/identity-server';
import { PLATFORM_REASONS } from '@tandem/platform-contract';
import type { AnswerOf, Reason } from '@tandem/platform-contract';
import { DomainError } from '@tandem/platform-kernel';
import type { Actor } from '@tandem/platform-server';
import { MarkOffboarding } from './mark-offboarding';

type Result = AnswerOf<typeof markOffboardings>['items'][number];

const REASONS: Readonly<Record<string, Reason>> = { ...PLATFORM_REASONS, ...IDENTITY_REASONS, ...ENROLLMENT_REASONS };

const refused = (reason: string): Pick<Result, 'result' | 'reason' | 'fix'> => ({ result: 'refused', reason, fix: REASONS[reason]?.fix ?? '' });

/** Thrown to undo what a rehearsal has done. */
class Rehearsed extends Error {}

/** Marks many partners, or takes that back, each by itself: one that is refused stops nobody. */
@Injectable()
export class MarkMany {
  constructor(
    private readonly em: EntityManager,
    private readonly organisations: OrganisationDirectory,
    private readonly marking: MarkOffboarding,
  ) {}

  /** @param names ids, domains or MPN IDs. @param reason null takes the marks back. @param rehearse only says what would become of them. */
  async run(actor: Actor & { readonly userId: string }, names: readonly string[], reason: string | null, rehearse: boolean): Promise<Result[]> {
    const known = await this.organisations.named(names.map((name) => name.toLowerCase()));
    const seen = new Set<string>();
    const results: Result[] = [];
    for (const partner of names) {
      const organisation = known.get(partner.toLowerCase());
      if (!organisation) results.push({ partner, ...refused('NOT_FOUND') });
      else if (seen.has(organisation.id)) results.push({ partner, organisation: { id: organisation.id, name: organisation.name }, result: 'repeated' });
      else results.push({ partner, organisation: { id: organisation.id, name: organisation.name }, ...(await this.one(actor, organisation.id, reason, rehearse)) });
      if (organisation) seen.add(organisation.id);
    }
    return results;
  }

  private async one(actor: Actor & { readonly userId: string }, id: string, reason: string | null, rehearse: boolean): Promise<Pick<Result, 'result' | 'reason' | 'fix'>> {
    let changed = false;
    try {
      await this.em.transactional(async (em) => {
        changed = await this.marking.run(actor, id, reason);
        em.clear();
        if (rehearse) throw new Rehearsed();
      });
    } catch (error) {
      this.em.clear();
      if (error instanceof DomainError) return refused(error.reason);
      if (!(error instanceof Rehearsed)) throw error;
    }
    return { result: changed ? (reason === null ? 'unmarked' : 'marked') : 'unchanged' };
  }
}
