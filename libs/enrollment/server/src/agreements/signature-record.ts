import type { agreementImported, agreementSigned } from '@tandem/enrollment-contract';
import type { AgreementSignature } from '@tandem/enrollment-domain';
import type { Actor, Events } from '@tandem/platform-server';
import { subjectOfTemplate } from './agreement-versions';
import { subjectOfSignature } from './agreement.view';

/** Records that an organisation has signed, however that came here. */
export function recordSignature(events: Events, event: typeof agreementSigned | typeof agreementImported, actor: Actor, signature: AgreementSignature): void {
  const { id, organisationId, templateId, agreementType, versionRank, language, documentHash, region, source, signedAt } = signature;
  events.add(event, {
    ...{ actor, organisations: [organisationId], subjects: [subjectOfSignature(id), subjectOfTemplate(templateId)] },
    data: { signatureId: id, templateId, agreementType, versionRank, organisationId },
    after: { versionRank, language, documentHash, region, ...(source === 'imported' ? { signedAt: signedAt.toISOString() } : {}) },
  });
}
