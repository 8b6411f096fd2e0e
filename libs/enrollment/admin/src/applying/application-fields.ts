/** A field of the form, by its dotted path on the wire. */
export interface ApplicationField {
  readonly path: string;
  readonly type?: 'email' | 'tel' | 'url';
  /** Takes half of the width. */
  readonly half?: true;
  /** Digits and codes, in the typeface of such. */
  readonly mono?: true;
  /** Chosen from the countries of the program. */
  readonly country?: true;
  /** Has a sentence below that says what is meant. */
  readonly hint?: true;
}

/** A step of the form. */
export interface ApplicationGroup {
  readonly id: 'company' | 'contact' | 'support' | 'mpn';
  readonly fields: readonly ApplicationField[];
}

const LEGAL = 'legalBusinessProfile';

/** The form in its steps (SCR-03). */
export const APPLICATION: readonly ApplicationGroup[] = [
  {
    id: 'company',
    fields: [
      { path: `${LEGAL}.companyName`, hint: true },
      { path: `${LEGAL}.address.country`, half: true, country: true },
      { path: `${LEGAL}.registrationNumber`, half: true, mono: true, hint: true },
      { path: `${LEGAL}.address.addressLine1` },
      { path: `${LEGAL}.address.addressLine2` },
      { path: `${LEGAL}.address.postalCode`, half: true },
      { path: `${LEGAL}.address.city`, half: true },
      { path: `${LEGAL}.address.state`, half: true },
      { path: `${LEGAL}.website`, type: 'url', half: true },
    ],
  },
  {
    id: 'contact',
    fields: [
      { path: `${LEGAL}.primaryContact.firstName`, half: true },
      { path: `${LEGAL}.primaryContact.lastName`, half: true },
      { path: `${LEGAL}.primaryContact.email`, type: 'email', half: true, hint: true },
      { path: `${LEGAL}.primaryContact.phoneNumber`, type: 'tel', half: true },
    ],
  },
  { id: 'support', fields: [{ path: 'supportProfile.email', type: 'email', half: true }, { path: 'supportProfile.telephone', type: 'tel', half: true }, { path: 'supportProfile.website', type: 'url' }] },
  { id: 'mpn', fields: [{ path: 'mpnId', half: true, mono: true }] },
];

export const FIELDS: readonly ApplicationField[] = APPLICATION.flatMap(({ fields }) => fields);

/** Key of what a field is called. */
export const labelOf = ({ path }: ApplicationField): string => `enrollment.fields.${path.replace(`${LEGAL}.`, '').replace('address.', '').replaceAll('.', '_')}`;

/** Id of the input of a field. */
export const idOf = (path: string): string => `application-${path.replaceAll('.', '-')}`;
