import { AgreementTemplate } from '@tandem/enrollment-domain';
import { DEFAULT_AGREEMENT } from './default-agreement.data';

/** The version that an installation begins with; the same every time. */
export function beginAgreement(): AgreementTemplate {
  const { id, publishedAt, documents } = DEFAULT_AGREEMENT;
  return AgreementTemplate.publish({ id, agreementType: 'PartnerAgreement', documents, newest: null, now: new Date(publishedAt), publishedBy: null });
}
