import { Instant, resourceFields } from '@tandem/platform-contract';
import * as z from 'zod';

/** Kinds of agreement that are kept here. */
export const AGREEMENT_TYPES = ['PartnerAgreement'] as const;
export type AgreementType = (typeof AGREEMENT_TYPES)[number];

/** Languages in which each version stands; neither is left out. */
export const AGREEMENT_LANGUAGES = ['de', 'en'] as const;
export type AgreementLanguage = (typeof AGREEMENT_LANGUAGES)[number];

/** Most characters of a title and of a text. */
export const AGREEMENT_TITLE_LIMIT = 200;
export const AGREEMENT_TEXT_LIMIT = 60_000;

/** The text of a version in one language. `hash`: SHA-256 (hex) over title, an empty line and text, in UTF-8. */
export const AgreementDocument = z.object({ title: z.string(), text: z.string(), hash: z.string() }).meta({ id: 'AgreementDocument' });
export type AgreementDocument = z.infer<typeof AgreementDocument>;

/** Who wrote a name under an agreement: what the signature keeps of the person, whatever becomes of it (AGR-05). */
const Signer = z.object({ id: z.uuid().optional(), name: z.string(), email: z.string().optional() });

/** A signature; it never changes (AGR-10). */
export const AgreementSignature = z
  .object({
    id: z.uuid(),
    /** The organisation that signed. */
    accountId: z.uuid(),
    /** The version that was signed. */
    agreementId: z.uuid(),
    agreementType: z.enum(AGREEMENT_TYPES),
    versionRank: z.number().int(),
    title: z.string(),
    language: z.enum(AGREEMENT_LANGUAGES),
    documentHash: z.string(),
    region: z.string(),
    dateSigned: Instant,
    signedBy: Signer,
    /** `imported`: signed elsewhere; an operator took it over with evidence. */
    source: z.enum(['signed', 'imported']),
    /** What proves an imported one. */
    evidence: z.string().optional(),
    /** Another version has taken the place of this one. */
    superseded: z.boolean(),
    ...resourceFields,
  })
  .meta({ id: 'AgreementSignature' });
export type AgreementSignature = z.infer<typeof AgreementSignature>;

/** Where an organisation stands with the version that counts for it (SM-4). `superseded`: an older one is signed, and what began with it runs on. */
export const AGREEMENT_STATES = ['locked', 'available', 'accepted', 'superseded'] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];

/** The version of an agreement that counts for the caller's organisation. */
export const Agreement = z
  .object({
    templateId: z.uuid(),
    agreementType: z.enum(AGREEMENT_TYPES),
    /** The route that makes links to the document. */
    agreementLink: z.string(),
    versionRank: z.number().int(),
    title: z.string(),
    effectiveFrom: Instant,
    region: z.string(),
    state: z.enum(AGREEMENT_STATES),
    /** What has to happen before it can be signed. */
    lockedBy: z.enum(['NOT_QUALIFIED', 'MPN_REQUIRED']).optional(),
    /** Whether the signature is awaited: of a company that is approved or a reseller already. */
    awaited: z.boolean(),
    /** The newest signature under an agreement of this type. */
    signature: z.object({ id: z.uuid(), versionRank: z.number().int(), dateSigned: Instant, name: z.string() }).optional(),
    ...resourceFields,
  })
  .meta({ id: 'Agreement' });
export type Agreement = z.infer<typeof Agreement>;

/** A version as the operator's list shows it. */
export const AgreementTemplateSummary = z
  .object({
    id: z.uuid(),
    agreementType: z.enum(AGREEMENT_TYPES),
    versionRank: z.number().int(),
    titles: z.object({ de: z.string(), en: z.string() }),
    /** Where it is for; neither: everywhere. */
    regions: z.array(z.string()).optional(),
    countries: z.array(z.string()).optional(),
    effectiveFrom: Instant,
    publishedAt: Instant,
    publishedBy: z.string().optional(),
    /** `scheduled` takes effect later; `superseded` has a newer version with effect wherever it is for. */
    state: z.enum(['scheduled', 'current', 'superseded']),
    ...resourceFields,
  })
  .meta({ id: 'AgreementTemplateSummary' });
export type AgreementTemplateSummary = z.infer<typeof AgreementTemplateSummary>;

/** A version with its text in both languages. */
export const AgreementTemplate = AgreementTemplateSummary.extend({ documents: z.object({ de: AgreementDocument, en: AgreementDocument }) }).meta({ id: 'AgreementTemplate' });
export type AgreementTemplate = z.infer<typeof AgreementTemplate>;

/** Lines of a text beside those of the version before, in their order. */
export const AgreementChange = z.object({ kind: z.enum(['same', 'added', 'removed']), lines: z.array(z.string()) }).meta({ id: 'AgreementChange' });
export type AgreementChange = z.infer<typeof AgreementChange>;

/** What a version changes, by language; without `against` there is none before it. */
export const AgreementComparison = z
  .object({
    against: z.object({ id: z.uuid(), versionRank: z.number().int() }).optional(),
    documents: z.object({ de: z.array(AgreementChange), en: z.array(AgreementChange) }),
    /** Resellers for which the version counts: who is asked to sign. Counted up to 1,000, `more` says that there are others. */
    asked: z.object({ count: z.number().int(), more: z.boolean() }),
  })
  .meta({ id: 'AgreementComparison' });
export type AgreementComparison = z.infer<typeof AgreementComparison>;
