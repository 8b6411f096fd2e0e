import type { EntityManager } from '@mikro-orm/postgresql';
import type { BillingProfile, LegalBusinessProfile, OrganizationProfile, SupportProfile } from '@tandem/identity-contract';
import type { ProfileContents, ProfileKind } from '@tandem/identity-domain';
import { currencyOf, notFound } from '@tandem/platform-kernel';
import { instantOf, query, resource } from '@tandem/platform-server';
import type { Subject } from '@tandem/platform-server';
import type { Vetting } from './vettings';

/** A profile with its organisation, as read from the database; `profileId` is null as long as nobody has changed it. */
export interface ProfileRow<Kind extends ProfileKind> {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly country: string;
  readonly profileId: string | null;
  readonly content: Partial<ProfileContents[Kind]>;
  readonly version: number;
  readonly contactVerifiedAt: string | null;
}

/** How a profile is named in events. */
export const subjectOfProfile = (id: string): Subject => ({ type: 'partner_profile', id });

/** One profile of an organisation. @throws DomainError NOT_FOUND when there is no such organisation. */
export async function readProfile<Kind extends ProfileKind>(em: EntityManager, organisationId: string, kind: Kind): Promise<ProfileRow<Kind>> {
  const [row] = await query<ProfileRow<Kind>>(
    em,
    `select o.id, o.name, o.domain, o.country, p.id as "profileId", coalesce(p.content, '{}') as content, coalesce(p.version, 0) as version, p.contact_verified_at as "contactVerifiedAt"
     from organisation o left join partner_profile p on p.organisation_id = o.id and p.kind = ? where o.id = ?`,
    [kind, organisationId],
  );
  if (!row) throw notFound();
  return row;
}

const GERMAN = new Set(['DE', 'AT', 'CH', 'LI']);

export function organizationView({ id, name, domain, country, content, version }: ProfileRow<'organization'>): OrganizationProfile {
  const { defaultAddress, email, language = GERMAN.has(country) ? 'de' : 'en', culture = `${language}-${country}` } = content;
  return {
    ...{ id, tenantId: id, companyName: name, domain, defaultAddress: { ...(defaultAddress ?? { country }) } },
    ...(email === undefined ? {} : { email }),
    ...{ language, culture, profileType: 'OrganizationProfile' },
    ...resource('OrganizationProfile', '/profiles/organization', version),
  };
}

export function legalBusinessView({ name, country, content, version, contactVerifiedAt }: ProfileRow<'legalbusiness'>, vetting: Vetting): LegalBusinessProfile {
  const { companyName = name, address = { country }, ...rest } = content;
  return {
    ...{ companyName, address, ...rest },
    ...(contactVerifiedAt === null ? {} : { primaryContactVerifiedAt: instantOf(contactVerifiedAt) }),
    ...{ vettingStatus: vetting.vettingStatus, vettingSubStatus: vetting.vettingSubStatus, profileType: 'LegalBusinessProfile' },
    ...resource('LegalBusinessProfile', '/profiles/legalbusiness', version),
  };
}

export function billingView({ name, country, content, version }: ProfileRow<'billing'>): BillingProfile {
  const { companyName = name, address = { country }, ...rest } = content;
  return { companyName, address, ...rest, billingCurrency: currencyOf(country) ?? '', profileType: 'BillingProfile', ...resource('BillingProfile', '/profiles/billing', version) };
}

export const supportView = ({ content, version }: ProfileRow<'support'>): SupportProfile => ({
  ...content,
  profileType: 'support_profile',
  ...resource('PartnerSupportProfile', '/profiles/support', version),
});
