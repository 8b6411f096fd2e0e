import { AgreementSignature, AgreementTemplate, ContactVerification, Enrollment, Offboarding } from '@tandem/enrollment-domain';
import type { DatabasePart } from '@tandem/platform-server';
import { webhooksDatabase } from '@tandem/webhooks-server';
import { Migration20261129100000_enrollment } from './migrations/migration-20261129100000-enrollment';
import { Migration20261129100100_business_days } from './migrations/migration-20261129100100-business-days';
import { Migration20261129100200_mail_domains } from './migrations/migration-20261129100200-mail-domains';
import { Migration20261129110000_enrollment_agreements } from './migrations/migration-20261129110000-enrollment-agreements';

/** Enrollments, the mails to their contacts, and who is marked for offboarding. */
export const enrollmentDatabase: DatabasePart = {
  name: 'enrollment',
  entities: [Enrollment, ContactVerification, Offboarding, AgreementTemplate, AgreementSignature],
  migrations: [Migration20261129100000_enrollment, Migration20261129100100_business_days, Migration20261129100200_mail_domains, Migration20261129110000_enrollment_agreements],
  upstream: [webhooksDatabase],
};
