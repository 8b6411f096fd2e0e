import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { offboardingMarked, offboardingUnmarked } from '@tandem/enrollment-contract';
import { Enrollment, Offboarding, OPEN_STATES } from '@tandem/enrollment-domain';
import { Organisation, ProgramMembership } from '@tandem/identity-domain';
import { Clock, DomainError, notFound } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor, Subject } from '@tandem/platform-server';
import { subjectOf } from '../enrollment-record';

const conflict = (rule: string, reason: string): never => {
  throw new DomainError({ rule, reason, kind: 'conflict' });
};

/** What became of a mark; `changed`: there was one, and it has another reason now. */
export type Marked = 'marked' | 'changed' | 'unmarked' | 'unchanged';

/** Marks a direct-bill partner for offboarding, or takes that back (TRN-01). Nobody is mailed. */
@Injectable()
export class MarkOffboarding {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /**
   * @param reason null takes the mark back. Answers what became of it.
   * @throws DomainError NOT_FOUND, PROGRAM_HELD, NOT_DIRECT_BILL, OFFBOARDING_REASON_REQUIRED, TRANSITION_SUBMITTED (TRN-01).
   */
  async run(actor: Actor & { readonly userId: string }, organisationId: string, reason: string | null): Promise<Marked> {
    const organisation = await this.em.findOne(Organisation, { id: organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!organisation) throw notFound();
    const mark = await this.em.findOne(Offboarding, { organisationId }, { refresh: true });
    const open = await this.em.findOne(Enrollment, { organisationId, state: { $in: [...OPEN_STATES] } }, { refresh: true });
    const changed = reason === null ? this.unmark(actor, mark, open) : await this.mark(actor, organisationId, reason, { mark, open });
    if (changed !== 'unchanged') await this.em.flush();
    return changed;
  }

  private async mark(actor: Actor & { readonly userId: string }, organisationId: string, reason: string, { mark, open }: { mark: Offboarding | null; open: Enrollment | null }): Promise<Marked> {
    const held = (await this.em.find(ProgramMembership, { organisationId })).filter(({ state }) => state !== 'ended');
    if (held.some(({ program }) => program === 'indirect_reseller')) conflict('ORG-02', 'PROGRAM_HELD');
    if (!held.some(({ program, state }) => program === 'direct_bill' && state === 'active')) conflict('TRN-01', 'NOT_DIRECT_BILL');
    const now = this.clock.now();
    const wanted = Offboarding.mark({ organisationId, reason, markedBy: actor.userId, now });
    if (mark?.reason === wanted.reason) return 'unchanged';
    const before = { reason: mark?.reason ?? null };
    if (mark) mark.reason = wanted.reason;
    else this.em.persist(wanted);
    const enrollment = open ?? Enrollment.offer(organisationId, now);
    this.em.persist(enrollment);
    this.record(actor, organisationId, enrollment, { before, after: { reason: wanted.reason } });
    return mark ? 'changed' : 'marked';
  }

  /** What was only offered goes; a draft stays, and cannot be submitted any more. */
  private unmark(actor: Actor, mark: Offboarding | null, open: Enrollment | null): Marked {
    if (!mark) return 'unchanged';
    if (open && open.submittedAt !== null) conflict('TRN-01', 'TRANSITION_SUBMITTED');
    this.em.remove(mark);
    if (open?.state === 'offered') this.em.remove(open);
    this.record(actor, mark.organisationId, open, { before: { reason: mark.reason }, after: { reason: null } });
    return 'unmarked';
  }

  private record(actor: Actor, organisationId: string, enrollment: Enrollment | null, change: { before: { reason: string | null }; after: { reason: string | null } }): void {
    const subjects: Subject[] = [{ type: 'organisation', id: organisationId }, ...(enrollment ? [subjectOf(enrollment.id)] : [])];
    this.events.add(change.after.reason === null ? offboardingUnmarked : offboardingMarked, { actor, organisations: [organisationId], subjects, data: { organisationId }, ...change });
  }
}
