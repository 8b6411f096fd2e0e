import { defineEntity, p } from '@mikro-orm/core';
import { DomainError, mayFollow, newId } from '@tandem/platform-kernel';
import type { Transitions } from '@tandem/platform-kernel';
import type { Organisation } from './organisation';
import { PARTNER_PROGRAMS } from './program';
import type { Program, ProgramPath } from './program';

/** `suspended`: what exists stays manageable, nothing new begins (ORG-10). */
export type MembershipState = 'active' | 'suspended' | 'ended';

/** Which states may follow which. */
export const MEMBERSHIP_TRANSITIONS = {
  active: ['suspended', 'ended'],
  suspended: ['active', 'ended'],
  ended: [],
} as const satisfies Transitions<MembershipState>;

const ProgramMembershipSchema = defineEntity({
  name: 'ProgramMembership',
  properties: {
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    program: p.text().$type<Program>(),
    state: p.text().$type<MembershipState>(),
    path: p.text().$type<ProgramPath>(),
    /** Since when the organisation holds the program. */
    since: p.datetime().columnType('timestamptz(3)'),
    /** When and by whom (user id) the program's agreement was signed; never changes once set (AGR-10). */
    agreementSignedAt: p.datetime().columnType('timestamptz(3)').nullable(),
    agreementSignedBy: p.uuid().nullable(),
    /** Name of who signed it elsewhere; `agreementSignedBy` then took that over with evidence. */
    agreementSigner: p.text().nullable(),
    /** What the operator said when it suspended the program, and since when it is (ORG-10). */
    suspensionReason: p.text().nullable(),
    suspendedSince: p.datetime().columnType('timestamptz(3)').nullable(),
    /** The same of a restricted direct-bill program (ORG-11). */
    restrictionReason: p.text().nullable(),
    restrictedSince: p.datetime().columnType('timestamptz(3)').nullable(),
    version: p.integer().version(),
  },
});

const refuse = (rule: string, reason: string, program: Program): never => {
  throw new DomainError({ rule, reason, kind: 'conflict', details: { program } });
};

/** What the operator says, without which nothing is stopped: whoever it concerns reads it. */
function saidBy(rule: string, reason: string): string {
  const said = reason.trim();
  if (said === '') throw new DomainError({ rule, reason: 'REASON_REQUIRED', kind: 'invalid', field: 'reason' });
  return said;
}

/** One program that an organisation holds. */
export class ProgramMembership extends ProgramMembershipSchema.class {
  /**
   * Gives an organisation a program.
   * @param held all its memberships so far, in any state.
   * @throws DomainError PROGRAM_HELD, PROGRAM_NOT_OFFERED (ORG-03, ORG-05), TRANSITION_ONLY, DIRECT_BILL_REQUIRED (ORG-03),
   * PARTNER_TENANT (ORG-07).
   */
  static grant(given: {
    organisation: Organisation;
    held: readonly ProgramMembership[];
    program: Program;
    path: ProgramPath;
    now: Date;
  }): ProgramMembership {
    const { program, path } = given;
    const holds = (...programs: readonly Program[]): boolean =>
      given.held.some((one) => one.state !== 'ended' && programs.includes(one.program));

    if (holds(program)) refuse('ORG-02', 'PROGRAM_HELD', program);
    if (program !== 'indirect_reseller' && program !== 'customer' && path !== 'operator')
      refuse(program === 'indirect_provider' ? 'ORG-05' : 'ORG-03', 'PROGRAM_NOT_OFFERED', program);
    if (program === 'indirect_provider' && holds('indirect_reseller')) refuse('ORG-05', 'PROGRAM_NOT_OFFERED', program);
    if (program === 'indirect_reseller' && holds('indirect_provider')) refuse('ORG-05', 'PROGRAM_NOT_OFFERED', program);
    if (program === 'indirect_reseller' && holds('direct_bill') && path !== 'transition') refuse('ORG-03', 'TRANSITION_ONLY', program);
    if (program === 'direct_bill' && holds('indirect_reseller')) refuse('ORG-03', 'PROGRAM_NOT_OFFERED', program);
    if (path === 'transition' && !holds('direct_bill')) refuse('ORG-03', 'DIRECT_BILL_REQUIRED', program);
    if (program === 'customer' && holds(...PARTNER_PROGRAMS)) refuse('ORG-07', 'PARTNER_TENANT', program);

    const membership = new ProgramMembership();
    membership.id = newId();
    membership.organisationId = given.organisation.id;
    membership.program = program;
    membership.state = 'active';
    membership.path = path;
    membership.since = given.now;
    membership.agreementSignedAt = null;
    membership.agreementSignedBy = null;
    membership.agreementSigner = null;
    membership.suspensionReason = null;
    membership.suspendedSince = null;
    membership.restrictionReason = null;
    membership.restrictedSince = null;
    return membership;
  }

  /**
   * Records who accepted the program's agreement, and when.
   * @param signer name of who signed it elsewhere; the user then took that over.
   * @throws DomainError AGREEMENT_STANDS when it has been signed already (AGR-10).
   */
  signAgreement(userId: string, at: Date, signer: string | null = null): void {
    if (this.agreementSignedAt) refuse('AGR-10', 'AGREEMENT_STANDS', this.program);
    this.agreementSignedAt = at;
    this.agreementSignedBy = userId;
    this.agreementSigner = signer;
  }

  /** Nothing new may begin any more (ORG-10); says whether that changes anything. @throws DomainError REASON_REQUIRED, PROGRAM_STATE. */
  suspend(reason: string, now: Date): boolean {
    const said = saidBy('ORG-10', reason);
    if (this.state === 'suspended' && this.suspensionReason === said) return false;
    if (this.state !== 'suspended') {
      this.become('suspended');
      this.suspendedSince = now;
    }
    this.suspensionReason = said;
    return true;
  }

  /** Lifts a suspension, if there is one. @throws DomainError PROGRAM_STATE when the program has ended. */
  resume(): boolean {
    if (this.state === 'active') return false;
    this.become('active');
    this.suspensionReason = null;
    this.suspendedSince = null;
    return true;
  }

  /** Restricts a direct-bill partner (ORG-11). @throws DomainError REASON_REQUIRED. */
  restrict(reason: string, now: Date): boolean {
    const said = saidBy('ORG-11', reason);
    if (this.restrictionReason === said) return false;
    this.restrictionReason = said;
    this.restrictedSince ??= now;
    return true;
  }

  /** Lifts a restriction, if there is one. */
  unrestrict(): boolean {
    if (this.restrictedSince === null) return false;
    this.restrictionReason = null;
    this.restrictedSince = null;
    return true;
  }

  /** Takes the program back. @throws DomainError NO_ROLLBACK for the reseller capability gained by transition: nobody can (ORG-04). */
  end(): void {
    if (this.path === 'transition') refuse('ORG-04', 'NO_ROLLBACK', this.program);
    this.become('ended');
  }

  private become(state: MembershipState): void {
    if (!mayFollow(MEMBERSHIP_TRANSITIONS, this.state, state)) {
      throw new DomainError({
        rule: 'ORG-02',
        reason: 'PROGRAM_STATE',
        kind: 'conflict',
        details: { program: this.program, state: this.state },
      });
    }
    this.state = state;
  }
}

ProgramMembershipSchema.setClass(ProgramMembership);
