import type { EntityManager } from '@mikro-orm/postgresql';
import { Enrollment, Offboarding } from '@tandem/enrollment-domain';
import { Organisation, ProgramMembership } from '@tandem/identity-domain';
import { CAST, castId } from '@tandem/identity-server';
import type { Clock } from '@tandem/platform-kernel';
import type { SandboxPart } from '@tandem/platform-server';
import { prefilledApplication } from './applying/prefilled-application';

/** The partner of the cast that is marked for offboarding. */
const MARKED = 'meier.example';

const OPERATOR = castId('op1@ops.example');

/** What the cast's resellers came by, and who of its direct-bill partners may become one. */
export const enrollmentSandbox: SandboxPart = {
  name: 'enrollment',
  async seed(em: EntityManager, clock: Clock): Promise<void> {
    const now = clock.now();
    const time = { now, calendar: { zone: 'UTC', exception: () => undefined } };
    for (const { id, domain } of CAST.filter(({ program }) => program === 'indirect_reseller')) {
      const organisation = await em.findOneOrFail(Organisation, { id });
      const application = await prefilledApplication(em, organisation);
      const startedBy = castId(`ga@${domain}`);
      const enrollment = Enrollment.begin({ organisationId: id, path: 'application', application, startedBy, now });
      enrollment.submit({ ...time, by: startedBy, known: application.legalBusinessProfile.primaryContact?.email });
      enrollment.decide('approve', {}, { role: 'operator', userId: OPERATOR }, time);
      const membership = await em.findOneOrFail(ProgramMembership, { organisationId: id, program: 'indirect_reseller' });
      enrollment.activate(membership.since);
      em.persist(enrollment);
    }
    const marked = CAST.find(({ domain }) => domain === MARKED);
    if (!marked) throw new Error(`${MARKED} is not of the cast`);
    em.persist([Offboarding.mark({ organisationId: marked.id, reason: 'Moves to two-tier distribution', markedBy: OPERATOR, now }), Enrollment.offer(marked.id, now)]);
    await em.flush();
  },
};
