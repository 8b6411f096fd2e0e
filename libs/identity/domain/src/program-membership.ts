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
    version: p.integer().version(),
  },
});

const refuse = (rule: string, reason: string, program: Program): never => {
  throw new DomainError({ rule, reason, kind: 'conflict', details: { program } });
};

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
    return membership;
  }

  /** Records who accepted the program's agreement. @throws DomainError AGREEMENT_STANDS when it has been signed already (AGR-10). */
  signAgreement(userId: string, now: Date): void {
    if (this.agreementSignedAt) refuse('AGR-10', 'AGREEMENT_STANDS', this.program);
    this.agreementSignedAt = now;
    this.agreementSignedBy = userId;
  }

  /** Nothing new may begin any more (ORG-10). */
  suspend(): void {
    this.become('suspended');
  }

  /** Lifts a suspension. */
  resume(): void {
    this.become('active');
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
