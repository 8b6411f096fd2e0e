import { anyCase, collectionOf, endpoint, Instant, PageQuery, Timeline } from '@tandem/platform-contract';
import * as z from 'zod';
import { AGREEMENT_TEXT_LIMIT, AGREEMENT_TITLE_LIMIT, AGREEMENT_TYPES, AgreementComparison, AgreementTemplate, AgreementTemplateSummary } from './agreement.view';

const tag = 'Agreements';
const path = '/v1/agreementtemplates';
const one = `${path}/:templateId`;
const action = 'agreement.publish';
const params = z.object({ templateId: z.uuid() });

/** What is missing is said by the rule, so that both languages are named at once (AGR-01). */
const document = z.object({ title: z.string().trim().max(AGREEMENT_TITLE_LIMIT).optional(), text: z.string().max(AGREEMENT_TEXT_LIMIT).optional() }).optional();

/** The text of a version, as it is published or compared. */
const draft = {
  agreementType: anyCase(AGREEMENT_TYPES),
  documents: z.object({ de: document, en: document }),
  /** Where it is for; neither: everywhere. */
  regions: z.array(z.string().trim().toLowerCase()).max(40).optional(),
  countries: z.array(z.string().trim().toUpperCase()).max(250).optional(),
};

/** What the operator writes of a new version. */
export const AgreementDraft = z.object(draft);
export type AgreementDraft = z.output<typeof AgreementDraft>;

export const listAgreementTemplates = endpoint({
  method: 'GET',
  path,
  action,
  summary: 'Every version of every agreement, the newest first.',
  tag,
  query: PageQuery,
  response: collectionOf(AgreementTemplateSummary),
});

export const publishAgreement = endpoint({
  method: 'POST',
  path,
  action,
  summary: 'Publishes the next version of an agreement; from `effectiveFrom` on (default: now) it takes the place of the one before. Refused without German and English.',
  tag,
  answers: [409],
  body: z.object({ ...draft, effectiveFrom: Instant.optional() }),
  status: 201,
  response: AgreementTemplate,
});

export const compareAgreement = endpoint({
  method: 'POST',
  path: `${path}/comparisons`,
  action,
  summary: 'What a text would change, line by line, and who would be asked to sign it; keeps nothing.',
  tag,
  body: AgreementDraft,
  status: 200,
  response: AgreementComparison,
});

export const getAgreementTemplate = endpoint({
  method: 'GET',
  path: one,
  action: 'agreement.read',
  summary: 'One version with its text in both languages; for partners those that are for their country.',
  tag,
  params,
  response: AgreementTemplate,
});

export const diffAgreementTemplate = endpoint({ method: 'GET', path: `${one}/diff`, action, summary: 'What a version changed, line by line, beside the one before it.', tag, params, response: AgreementComparison });

export const agreementTemplateTimeline = endpoint({ method: 'GET', path: `${one}/timeline`, action, summary: 'What happened to a version, newest first.', tag, params, query: PageQuery, response: Timeline });
