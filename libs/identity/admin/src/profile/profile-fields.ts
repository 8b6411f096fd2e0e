import {
  getBillingProfile,
  getLegalBusinessProfile,
  getOrganizationProfile,
  getSupportProfile,
  putBillingProfile,
  putLegalBusinessProfile,
  putOrganizationProfile,
  putSupportProfile,
} from '@tandem/identity-contract';
import type { ProfileName } from '@tandem/identity-contract';
import type { Action } from '@tandem/platform-contract';
import type { FieldGroup } from './text-form';

const address = (at: string, required?: true): FieldGroup => ({
  id: 'address',
  fields: [
    { path: `${at}.addressLine1`, ...(required ? { required } : {}) },
    { path: `${at}.addressLine2` },
    { path: `${at}.postalCode`, half: true },
    { path: `${at}.city`, half: true, ...(required ? { required } : {}) },
    { path: `${at}.state` },
  ],
});

const contact = (at: string): FieldGroup => ({
  id: at,
  fields: [
    { path: `${at}.firstName`, half: true, required: true },
    { path: `${at}.lastName`, half: true, required: true },
    { path: `${at}.email`, type: 'email', required: true, half: true },
    { path: `${at}.phoneNumber`, type: 'tel', half: true },
  ],
});

/** What the console shows and changes of a profile. */
export interface ProfileFields {
  readonly groups: readonly FieldGroup[];
  /** Who may change it. */
  readonly action: Action;
  /** Where its country stands in what is read; none: it has no address. */
  readonly country?: string;
}

/** Fields of each profile; what is not among them stays as it is when it is saved. */
export const FIELDS: Readonly<Record<ProfileName, ProfileFields>> = {
  legalbusiness: {
    action: 'profile.edit',
    country: 'address.country',
    groups: [
      { id: 'company', fields: [{ path: 'companyName', required: true }, { path: 'registrationNumber', half: true }, { path: 'website', type: 'url', half: true }] },
      address('address', true),
      contact('primaryContact'),
    ],
  },
  support: { action: 'profile.edit', groups: [{ id: 'help', fields: [{ path: 'email', type: 'email', required: true, half: true }, { path: 'telephone', type: 'tel', required: true, half: true }, { path: 'website', type: 'url' }] }] },
  billing: {
    action: 'profile.edit-billing',
    country: 'address.country',
    groups: [
      { id: 'invoice', fields: [{ path: 'companyName', required: true }, { path: 'taxId', half: true, mono: true }, { path: 'purchaseOrderNumber', half: true, mono: true }] },
      address('address', true),
      contact('primaryContact'),
    ],
  },
  organization: {
    action: 'profile.edit',
    country: 'defaultAddress.country',
    groups: [
      { id: 'presence', fields: [{ path: 'companyName', required: true, hint: true }, { path: 'email', type: 'email' }, { path: 'language', half: true, mono: true, hint: true }, { path: 'culture', half: true, mono: true, hint: true }] },
      address('defaultAddress'),
    ],
  },
};

/** How each profile is read and written. */
export const ROUTES = {
  organization: { get: getOrganizationProfile, put: putOrganizationProfile },
  legalbusiness: { get: getLegalBusinessProfile, put: putLegalBusinessProfile },
  billing: { get: getBillingProfile, put: putBillingProfile },
  support: { get: getSupportProfile, put: putSupportProfile },
} as const;
