import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { enrollmentActivated } from '@tandem/enrollment-contract';
import { Enrollment } from '@tandem/enrollment-domain';
import { assignRoles, Organisation, PartnerUser, ProgramMembership, RoleAssignment } from '@tandem/identity-domain';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { recordEnrollment } from '../enrollment-record';

/** When the agreement was signed and, where that was done elsewhere, who did. */
export interface Signed {
  readonly at: Date;
  readonly signer: string | null;
}

type Person = Actor & { readonly userId: string };

/** Begins what waits for a signature (AGR-03): the reseller program of an organisation that was approved. The event is what later contexts begin with. */
@Injectable()
export class ActivateProgram {
  constructor(
    private readonly em: EntityManager,
    private readonly events: Events,
  ) {}

  /** Of a program that was held without a signature, only that is noted; of one that was signed before, nothing changes (AGR-05). The caller flushes. @throws DomainError what `ProgramMembership.grant` refuses. */
  async run(actor: Person, organisationId: string, now: Date, signed: Signed = { at: now, signer: null }): Promise<void> {
    const enrollment = await this.em.findOne(Enrollment, { organisationId, state: 'qualified' });
    if (enrollment) return this.begin(actor, enrollment, now, signed);
    const membership = await this.em.findOne(ProgramMembership, { organisationId, program: 'indirect_reseller', state: 'active' });
    if (membership?.agreementSignedAt === null) membership.signAgreement(actor.userId, signed.at, signed.signer);
  }

  private async begin(actor: Person, enrollment: Enrollment, now: Date, signed: Signed): Promise<void> {
    const { organisationId, path } = enrollment;
    const before = { state: enrollment.state };
    enrollment.activate(now);
    const organisation = await this.em.findOneOrFail(Organisation, { id: organisationId });
    const held = await this.em.find(ProgramMembership, { organisationId });
    const membership = ProgramMembership.grant({ organisation, held, program: 'indirect_reseller', path, now });
    membership.signAgreement(actor.userId, signed.at, signed.signer);
    this.em.persist(membership);
    await this.makeAgent(enrollment.startedBy, now);
    recordEnrollment(this.events, enrollmentActivated, enrollment, { actor, data: { organisationId }, before, after: { state: enrollment.state } });
  }

  /** Whoever enrolled can finish setting up: as Admin agent, which a Global admin is not by itself (ROL-04). */
  private async makeAgent(userId: string | null, now: Date): Promise<void> {
    const user = userId === null ? null : await this.em.findOne(PartnerUser, { id: userId, state: 'active' });
    if (!user) return;
    const held = await this.em.find(RoleAssignment, { userId: user.id });
    const wanted = [...held.map(({ role, locations }) => (locations ? { role, locations } : { role })), { role: 'admin_agent' as const }];
    const { granted } = assignRoles({ user, held, wanted, otherGlobalAdmins: 1, isOperator: false, now });
    this.em.persist([...granted]);
  }
}
