import type { EntityManager } from '@mikro-orm/postgresql';
import { AgreementSignature, AgreementTemplate } from '@tandem/enrollment-domain';
import { CAST, castId } from '@tandem/identity-server';
import type { Clock } from '@tandem/platform-kernel';
import type { SandboxPart } from '@tandem/platform-server';
import { beginAgreement } from './begin-agreement';
import { DEFAULT_AGREEMENT } from './default-agreement.data';

/** The version that there is at first, and the signatures of the cast's resellers under it. */
export const agreementsSandbox: SandboxPart = {
  name: 'enrollment',
  async seed(em: EntityManager, clock: Clock): Promise<void> {
    // A fresh installation has it from its migration, a reset has taken it away.
    const template = (await em.findOne(AgreementTemplate, { id: DEFAULT_AGREEMENT.id })) ?? beginAgreement();
    em.persist(template);
    for (const { id, country, domain, locale, program, agreementSigned, people } of CAST) {
      const [admin] = people;
      if (program !== 'indirect_reseller' || !agreementSigned || !admin) continue;
      const email = `${admin.local}@${domain}`;
      const signer = { userId: castId(email), name: `${admin.firstName} ${admin.lastName}`, email };
      em.persist(AgreementSignature.sign(template, { organisation: { id, country }, signer, language: locale, ip: null, now: clock.now() }));
    }
    await em.flush();
  },
};
