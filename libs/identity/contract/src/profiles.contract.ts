import { anyCase, endpoint, etagField, Instant, PageQuery, Program, resourceFields, Timeline } from '@tandem/platform-contract';
import * as z from 'zod';
import { AddressInput, Contact, ContactInput, EXPECTED, isMail, isPhone, isWebsite, line, orEmpty, PostalAddress } from './profile-parts';

const tag = 'Profiles';
const path = '/v1/profiles';

/** The profiles an organisation keeps, by the last part of their path. */
export const PROFILES = ['organization', 'legalbusiness', 'billing', 'support'] as const;
export type ProfileName = (typeof PROFILES)[number];

const mail = orEmpty(254, isMail, EXPECTED.mail);
const website = orEmpty(200, isWebsite, EXPECTED.website);

/** What can be written into each profile. What is left out stays, address and contact are taken as wholes, an empty text clears. */
export const ProfileInput = {
  organization: z.object({
    companyName: line(200).optional(),
    defaultAddress: AddressInput.optional(),
    email: mail.optional(),
    language: orEmpty(2, (given) => /^[a-z]{2}$/.test(given), 'a language such as de').optional(),
    culture: orEmpty(5, (given) => /^[a-z]{2}-[A-Z]{2}$/.test(given), 'a culture such as de-DE').optional(),
    ...etagField,
  }),
  legalbusiness: z.object({
    companyName: line(200).optional(),
    address: AddressInput.optional(),
    primaryContact: ContactInput.optional(),
    companyApproverAddress: AddressInput.optional(),
    companyApproverEmail: mail.optional(),
    registrationNumber: line(60, 0).optional(),
    website: website.optional(),
    ...etagField,
  }),
  billing: z.object({
    companyName: line(200).optional(),
    address: AddressInput.optional(),
    primaryContact: ContactInput.optional(),
    purchaseOrderNumber: line(60, 0).optional(),
    taxId: line(40, 0).optional(),
    ...etagField,
  }),
  support: z.object({ email: mail.optional(), telephone: orEmpty(40, isPhone, EXPECTED.phone).optional(), website: website.optional(), ...etagField }),
} as const satisfies Record<ProfileName, z.ZodObject>;

/** How an organisation presents itself; `companyName` is what it is called everywhere. */
export const OrganizationProfile = z
  .object({
    id: z.uuid(),
    tenantId: z.uuid(),
    companyName: z.string(),
    domain: z.string(),
    defaultAddress: PostalAddress,
    email: z.string().optional(),
    language: z.string(),
    culture: z.string(),
    profileType: z.literal('OrganizationProfile'),
    ...resourceFields,
  })
  .meta({ id: 'OrganizationProfile' });
export type OrganizationProfile = z.infer<typeof OrganizationProfile>;

export const VettingStatus = z.enum(['none', 'pending', 'authorized', 'rejected']).meta({ id: 'VettingStatus' });
export type VettingStatus = z.infer<typeof VettingStatus>;
export const VettingSubStatus = z
  .enum(['none', 'entry', 'email_ownership', 'email_domain', 'employment_verification', 'decision', 'other', 'business_verification'])
  .meta({ id: 'VettingSubStatus' });
export type VettingSubStatus = z.infer<typeof VettingSubStatus>;

/** What the company is by law, and how far its verification is. */
export const LegalBusinessProfile = z
  .object({
    companyName: z.string(),
    address: PostalAddress,
    primaryContact: Contact.optional(),
    /** Since when the primary contact's address is known to be read; absent until it confirmed it. */
    primaryContactVerifiedAt: Instant.optional(),
    companyApproverAddress: PostalAddress.optional(),
    companyApproverEmail: z.string().optional(),
    registrationNumber: z.string().optional(),
    website: z.string().optional(),
    vettingStatus: VettingStatus,
    vettingSubStatus: VettingSubStatus,
    profileType: z.literal('LegalBusinessProfile'),
    ...resourceFields,
  })
  .meta({ id: 'LegalBusinessProfile' });
export type LegalBusinessProfile = z.infer<typeof LegalBusinessProfile>;

/** Where invoices go; the currency follows from the legal country (GEO-06). */
export const BillingProfile = z
  .object({
    companyName: z.string(),
    address: PostalAddress,
    primaryContact: Contact.optional(),
    purchaseOrderNumber: z.string().optional(),
    taxId: z.string().optional(),
    billingCurrency: z.string(),
    profileType: z.literal('BillingProfile'),
    ...resourceFields,
  })
  .meta({ id: 'BillingProfile' });
export type BillingProfile = z.infer<typeof BillingProfile>;

/** Where customers find help. */
export const SupportProfile = z
  .object({ email: z.string().optional(), telephone: z.string().optional(), website: z.string().optional(), profileType: z.literal('support_profile'), ...resourceFields })
  .meta({ id: 'PartnerSupportProfile' });
export type SupportProfile = z.infer<typeof SupportProfile>;

const read = { method: 'GET', action: 'profile.read', tag } as const;
const write = { method: 'PUT', action: 'profile.edit', tag, answers: [409] } as const;
const how = 'What is left out stays; address and contact are taken as wholes; an empty text clears.';

export const getOrganizationProfile = endpoint({ ...read, path: `${path}/organization`, summary: 'How the organisation presents itself.', response: OrganizationProfile });
export const putOrganizationProfile = endpoint({ ...write, path: `${path}/organization`, summary: `Changes the organization profile. ${how}`, body: ProfileInput.organization, response: OrganizationProfile });

export const getLegalBusinessProfile = endpoint({
  ...read,
  path: `${path}/legalbusiness`,
  summary: 'What the company is by law, its primary contact, and how far its verification is.',
  query: z.object({ vettingVersion: anyCase(['Current', 'LastFinalized']).optional() }),
  response: LegalBusinessProfile,
});
export const putLegalBusinessProfile = endpoint({ ...write, path: `${path}/legalbusiness`, summary: `Changes the legal business profile; the country stands (ORG-06). ${how}`, body: ProfileInput.legalbusiness, response: LegalBusinessProfile });

export const getBillingProfile = endpoint({ ...read, path: `${path}/billing`, summary: 'Where invoices go.', response: BillingProfile });
export const putBillingProfile = endpoint({ ...write, action: 'profile.edit-billing', path: `${path}/billing`, summary: `Changes the billing profile. ${how}`, body: ProfileInput.billing, response: BillingProfile });

export const getSupportProfile = endpoint({ ...read, path: `${path}/support`, summary: 'Where customers find help.', response: SupportProfile });
const support = { ...write, answers: [], body: ProfileInput.support, response: SupportProfile } as const;
export const putSupportProfile = endpoint({ ...support, path: `${path}/support`, summary: `Changes the support profile. ${how}` });
export const putSupportProfileByOldPath = endpoint({ ...support, path: `${path}/supportprofile`, summary: 'The same, by the path that some clients use.' });

export const profileTimeline = endpoint({
  ...read,
  path: `${path}/:profile/timeline`,
  summary: 'What happened to a profile, newest first.',
  params: z.object({ profile: z.enum(PROFILES) }),
  query: PageQuery,
  response: Timeline,
});

/** An MPN account by its number. */
export const MpnProfile = z.object({ mpnId: z.string(), partnerName: z.string(), profileType: z.literal('MpnProfile'), ...resourceFields }).meta({ id: 'MpnProfile' });

export const getMpnProfile = endpoint({
  ...read,
  path: `${path}/mpn`,
  summary: "Whose an MPN ID is. Without one: the organisation's own. Partners can look up any active one, others their own.",
  answers: [404],
  query: z.object({ mpnId: z.string().trim().max(40).optional() }),
  response: MpnProfile,
});

/** A program the organisation holds or held. */
export const ProgramState = z
  .object({
    program: Program,
    state: z.enum(['active', 'suspended', 'ended']),
    since: Instant,
    /** When its agreement was signed, and who did. */
    agreementSigned: z.object({ date: Instant, by: z.string() }).optional(),
  })
  .meta({ id: 'ProgramState' });
export type ProgramState = z.infer<typeof ProgramState>;

export const listPrograms = endpoint({ ...read, path: `${path}/programs`, summary: 'The programs of the organisation, their state, and when their agreement was signed.', response: z.array(ProgramState) });
