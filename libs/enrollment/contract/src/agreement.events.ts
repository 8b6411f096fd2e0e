import { defineEvent } from '@tandem/platform-contract';
import * as z from 'zod';

/** The operator published a version of an agreement. */
export const agreementPublished = defineEvent({
  name: 'agreement.published',
  data: z.object({ templateId: z.uuid(), agreementType: z.string(), versionRank: z.number().int() }),
  audit: { resourceType: 'agreement_template', operationType: 'publish_agreement_template' },
});

const signature = z.object({ signatureId: z.uuid(), templateId: z.uuid(), agreementType: z.string(), versionRank: z.number().int(), organisationId: z.uuid() });

/** An organisation signed a version, for the first time or because another took its place. Subscribers that begin something with it listen to `enrollment.activated`. */
export const agreementSigned = defineEvent({
  name: 'agreement.signed',
  data: signature,
  audit: { resourceType: 'partner_agreement', operationType: 'sign_partner_agreement' },
});

/** The operator took over a signature that existed before, with evidence. */
export const agreementImported = defineEvent({
  name: 'agreement.imported',
  data: signature,
  audit: { resourceType: 'partner_agreement', operationType: 'import_partner_agreement' },
});
