/** A field of the form, by its dotted path in the body. */
export interface ApplicationField {
  readonly path: string;
  /** Most characters that the API takes. */
  readonly limit: number;
  readonly type?: 'email' | 'tel' | 'url';
  /** Digits and codes, in the typeface of such. */
  readonly mono?: true;
  /** Has a sentence below that says how it is written. */
  readonly hint?: true;
  /** Takes half of the width. */
  readonly half?: true;
}

/** Fields under one heading, a step of the form. */
export interface ApplicationSection {
  readonly id: 'company' | 'contact' | 'support' | 'mpn';
  readonly fields: readonly ApplicationField[];
}

export const LEGAL = 'legalBusinessProfile';
export const COUNTRY = `${LEGAL}.address.country`;
export const CONTACT_EMAIL = `${LEGAL}.primaryContact.email`;

const address = (leaf: string): string => `${LEGAL}.address.${leaf}`;
const contact = (leaf: string): string => `${LEGAL}.primaryContact.${leaf}`;

/** The person who is asked, and told what is decided (ENR-06, ENR-07). */
export const CONTACT_FIELDS: readonly ApplicationField[] = [
  { path: contact('firstName'), limit: 80, half: true },
  { path: contact('lastName'), limit: 80, half: true },
  { path: CONTACT_EMAIL, limit: 254, type: 'email', half: true, hint: true },
  { path: contact('phoneNumber'), limit: 40, type: 'tel', half: true },
];

/** The form, step by step (SCR-03). */
export const SECTIONS: readonly ApplicationSection[] = [
  {
    id: 'company',
    fields: [
      { path: `${LEGAL}.companyName`, limit: 200, hint: true },
      { path: COUNTRY, limit: 2 },
      { path: address('addressLine1'), limit: 120 },
      { path: address('addressLine2'), limit: 120 },
      { path: address('postalCode'), limit: 20, half: true },
      { path: address('city'), limit: 80, half: true },
      { path: address('state'), limit: 80, half: true },
      { path: `${LEGAL}.registrationNumber`, limit: 60, half: true, hint: true },
      { path: `${LEGAL}.website`, limit: 200, type: 'url' },
    ],
  },
  { id: 'contact', fields: CONTACT_FIELDS },
  {
    id: 'support',
    fields: [
      { path: 'supportProfile.email', limit: 254, type: 'email', half: true },
      { path: 'supportProfile.telephone', limit: 40, type: 'tel', half: true },
      { path: 'supportProfile.website', limit: 200, type: 'url' },
    ],
  },
  { id: 'mpn', fields: [{ path: 'mpnId', limit: 40, mono: true, hint: true }] },
];

/** Every field of the form. */
export const FIELDS: readonly ApplicationField[] = SECTIONS.flatMap(({ fields }) => fields);

/** The last part of a path: what a field is called and worded by. */
export const leafOf = (path: string): string => path.split('.').at(-1) ?? path;

/** Id of a field's control. */
export const idOf = (path: string): string => `application-${path.replaceAll('.', '-')}`;
