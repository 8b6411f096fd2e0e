import { anyCase, collectionOf, endpoint, PageQuery, Timeline } from '@tandem/platform-contract';
import * as z from 'zod';
import { Agreement, AGREEMENT_LANGUAGES, AgreementSignature } from './agreement.view';

const tag = 'Agreements';
const params = z.object({ templateId: z.uuid() });
const one = z.object({ id: z.uuid() });
const signatures = '/v1/agreementsignatures';

export const listAgreements = endpoint({
  method: 'GET',
  path: '/v1/agreements',
  action: 'agreement.status',
  summary: 'The version of each agreement that counts for the organisation, with where it stands. `agreementType` in any case; `*` or nothing: all.',
  tag,
  query: z.object({ agreementType: z.string().trim().max(100).optional() }),
  response: collectionOf(Agreement),
});

export const getAgreementDocument = endpoint({
  method: 'GET',
  path: '/v1/agreementtemplates/:templateId/document',
  action: 'agreement.read',
  summary: 'Links to read and to download exactly this version, good for five minutes without signing in. Language `de` or `en`, also with a country (default `en-US`); the country in upper case (default US, where the version is for it, else the own).',
  tag,
  params,
  query: z.object({
    language: z.string().trim().regex(/^(de|en)(-[a-z]{2})?$/i, 'de or en, also with a country, such as de-AT').optional(),
    country: z.string().regex(/^[A-Z]{2}$/, 'two upper-case letters, such as AT').optional(),
  }),
  response: z.object({ displayUri: z.string(), downloadUri: z.string(), language: z.string(), country: z.string() }).meta({ id: 'AgreementDocumentLinks' }),
});

export const downloadAgreement = endpoint({
  method: 'GET',
  path: '/agreement/:token/document.pdf',
  action: 'public',
  summary: 'The document of a link as a PDF file, with version and hash on every page.',
  tag,
  answers: [404, 410],
  params: z.object({ token: z.string().max(300) }),
  query: z.object({ lang: anyCase(AGREEMENT_LANGUAGES).optional() }),
  response: z.string(),
});

export const signAgreement = endpoint({
  method: 'POST',
  path: '/v1/agreements/:templateId/signatures',
  action: 'agreement.sign',
  summary: 'Signs the version that counts, for the organisation (AGR-02); the first signature begins the reseller program. Signed already: 200 with the signature that stands.',
  tag,
  answers: [409],
  params,
  body: z
    .object({
      /** The language in which it was read; without it the person's own. */
      language: anyCase(AGREEMENT_LANGUAGES).optional(),
      /** Hash of the document that was read; when given, it has to be that of this version. */
      documentHash: z.string().trim().toLowerCase().max(64).optional(),
    })
    .optional(),
  status: 201,
  response: AgreementSignature,
});

export const listSignaturesOfAgreement = endpoint({
  method: 'GET',
  path: '/v1/agreements/:templateId/signatures',
  action: 'agreement.status',
  summary: 'Signatures of the organisation under one version.',
  tag,
  params,
  response: collectionOf(AgreementSignature),
});

export const listSignatures = endpoint({
  method: 'GET',
  path: signatures,
  action: 'agreement.status',
  summary: 'Everything the organisation has signed, the newest first.',
  tag,
  query: PageQuery,
  response: collectionOf(AgreementSignature),
});

export const getSignature = endpoint({ method: 'GET', path: `${signatures}/:id`, action: 'agreement.status', summary: 'One signature.', tag, params: one, response: AgreementSignature });

export const signatureTimeline = endpoint({ method: 'GET', path: `${signatures}/:id/timeline`, action: 'agreement.status', summary: 'What happened to a signature, newest first.', tag, params: one, query: PageQuery, response: Timeline });

export const getAgreementStatus = endpoint({
  method: 'GET',
  path: '/v1/compliance/csp/agreementstatus',
  action: 'agreement.reseller-status',
  summary: 'Whether a reseller has signed the partner agreement; name it by `mpnId` or by `tenantId`. What is not so is refused with a code of its own.',
  tag,
  query: z.object({ mpnId: z.string().trim().max(200).optional(), tenantId: z.string().trim().max(200).optional() }),
  response: z.object({ isAgreementSigned: z.literal(true) }).meta({ id: 'AgreementStatus' }),
});
