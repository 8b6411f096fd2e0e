import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ENROLLMENT_REASONS } from '@tandem/enrollment-contract';
import { IDENTITY_REASONS } from '@tandem/identity-contract';
import { OrganisationDirectory } from '@tandem/identity-server';
import type { OrganisationProfile } from '@tandem/identity-server';
import { PLATFORM_REASONS } from '@tandem/platform-contract';
import type { Reason } from '@tandem/platform-contract';
import { DomainError } from '@tandem/platform-kernel';

/** What became of one row. */
export interface Outcome<Done extends string> {
  readonly partner: string;
  readonly result: Done | 'repeated' | 'refused';
  readonly organisation?: { readonly id: string; readonly name: string };
  readonly reason?: string;
  readonly fix?: string;
}

/** What is done with each row, and which rows are one and the same. */
export interface RowAct<Row, Done extends string> {
  act(organisation: OrganisationProfile, row: Row): Promise<Done>;
  keyOf(organisation: OrganisationProfile, row: Row): string;
}

const REASONS: Readonly<Record<string, Reason>> = { ...PLATFORM_REASONS, ...IDENTITY_REASONS, ...ENROLLMENT_REASONS };

const refused = (reason: string): { result: 'refused'; reason: string; fix: string } => ({ result: 'refused', reason, fix: REASONS[reason]?.fix ?? '' });

/** Thrown to undo what a rehearsal has done. */
class Rehearsed extends Error {}

/** Does the same for many partners that a file names, each by itself: one that is refused stops nobody. */
@Injectable()
export class EachByItself {
  constructor(
    private readonly em: EntityManager,
    private readonly organisations: OrganisationDirectory,
  ) {}

  /** @param rows name their partner by id, domain or MPN ID. @param rehearse does each and undoes it at once, so that it says exactly what would become of it. */
  async run<Row extends { readonly partner: string }, Done extends string>(rows: readonly Row[], { act, keyOf }: RowAct<Row, Done>, rehearse: boolean): Promise<Outcome<Done>[]> {
    const known = await this.organisations.named(rows.map(({ partner }) => partner.toLowerCase()));
    const seen = new Set<string>();
    const outcomes: Outcome<Done>[] = [];
    for (const row of rows) {
      const { partner } = row;
      const found = known.get(partner.toLowerCase());
      if (!found) {
        outcomes.push({ partner, ...refused('NOT_FOUND') });
        continue;
      }
      const key = keyOf(found, row);
      const outcome = seen.has(key) ? { result: 'repeated' as const } : await this.one(() => act(found, row), rehearse);
      outcomes.push({ partner, organisation: { id: found.id, name: found.name }, ...outcome });
      seen.add(key);
    }
    return outcomes;
  }

  private async one<Done extends string>(act: () => Promise<Done>, rehearse: boolean): Promise<Pick<Outcome<Done>, 'result' | 'reason' | 'fix'>> {
    const done: Done[] = [];
    try {
      await this.em.transactional(async (em) => {
        done.push(await act());
        em.clear();
        if (rehearse) throw new Rehearsed();
      });
    } catch (error) {
      this.em.clear();
      if (error instanceof DomainError) return refused(error.reason);
      if (!(error instanceof Rehearsed)) throw error;
    }
    const [result] = done;
    if (result === undefined) throw new Error('A row was neither done nor refused');
    return { result };
  }
}
