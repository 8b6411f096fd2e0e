import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { checkSet } from '@tandem/enrollment-contract';
import { setByHand } from '@tandem/enrollment-domain';
import type { CheckId } from '@tandem/enrollment-domain';
import { Events, expectVersion } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockEnrollment, subjectOf } from '../enrollment-record';
import { gatherFacts } from '../review/gather-facts';

/** What a person found, and what that rests on. */
export interface GivenFinding {
  readonly result: 'pass' | 'fail';
  readonly evidence: string;
}

/** A person of the operator sets the result of a check, with what it rests on. It decides nothing by itself. */
@Injectable()
export class SetCheck {
  constructor(
    private readonly em: EntityManager,
    private readonly events: Events,
  ) {}

  /** @throws DomainError NOT_FOUND, STALE, NOT_IN_REVIEW. */
  async run(actor: Actor, id: string, check: CheckId, given: GivenFinding, etag?: string): Promise<void> {
    const enrollment = await lockEnrollment(this.em, id);
    expectVersion(enrollment, etag);
    const before = enrollment.findings.find((found) => found.id === check)?.result ?? null;
    enrollment.setFindings(setByHand(await gatherFacts(this.em, enrollment), enrollment.findings, check, given));
    // What it rests on is the operator's own: no organisation beside the actor's sees it.
    this.events.add(checkSet, {
      ...{ actor, organisations: [], subjects: [subjectOf(id)], data: { enrollmentId: id, path: enrollment.path, check, evidence: given.evidence } },
      ...{ before: { result: before }, after: { result: given.result } },
    });
    await this.em.flush();
  }
}
