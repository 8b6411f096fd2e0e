import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { partnershipEstablished } from '@tandem/partnership-contract';
import { Partnership, startOf } from '@tandem/partnership-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import type { Outcome } from '../imports/import-kind';
import { lockPairs, recordPartnership } from '../partnership-record';
import { judgePairs, pairOf } from './judge-pairs';
import type { NamedRow } from './judge-pairs';

/** Makes an active partnership of each row that is still new, with its evidence. Orders no mail (IMP-14). */
@Injectable()
export class EstablishRows {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** What was done with each row; the caller flushes. A row that is refused by now stops nobody. */
  async run(actor: Actor, importId: string, rows: readonly NamedRow[]): Promise<Outcome[]> {
    // Another takeover, or a reseller who authorizes at this moment, comes before or after: whoever is second finds a partnership.
    await lockPairs(this.em, rows.flatMap((row) => pairOf(row) ?? []));
    const judged = await judgePairs(this.em, rows);
    return rows.map((row, index): Outcome => {
      const { result, reason, about } = judged[index] ?? { result: 'invalid', reason: null, about: null };
      return { number: row.number, result: result === 'new' ? 'established' : result, reason, about, made: result === 'new' ? this.establish(actor, importId, row) : null };
    });
  }

  private establish(actor: Actor, importId: string, named: NamedRow): string {
    const { since, adminAccess, evidence } = named.row;
    const pair = pairOf(named);
    if (!pair || since === undefined || adminAccess === undefined) throw new Error('A row that was judged new is not complete');
    const now = this.clock.now();
    const partnership = Partnership.takeOver(null, pair, { since: startOf(since, now), adminAccess, evidence }, now);
    this.em.persist(partnership);
    const after = { state: partnership.state, adminAccess, since: partnership.since.toISOString() };
    recordPartnership(this.events, partnershipEstablished, partnership, { actor, after, data: { source: 'imported', evidence, importId } });
    return partnership.id;
  }
}
