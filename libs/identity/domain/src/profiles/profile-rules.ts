import type { Refusal } from '@tandem/platform-kernel';
import { refusalOfCompanyMail } from './company-mail';
import type { Contact, PostalAddress, ProfileContents, ProfileKind } from './profile-content';

/** What a profile is checked against. */
export interface ProfileChecks {
  /** The organisation's legal country. */
  readonly country: string;
  /** Web-mail domains that the operator added. */
  readonly webMail: readonly string[];
}

interface KindRules<Content> {
  /** Without these it cannot be saved. */
  readonly required: readonly (keyof Content & string)[];
  /** Address in the organisation's legal country, which stands (ORG-06). */
  readonly address?: keyof Content & string;
  /** Name that has to be the legal one (ENR-10), and contact that is verified (ENR-08, ENR-09). */
  readonly legalName?: keyof Content & string;
  readonly contact?: keyof Content & string;
}

const RULES: { readonly [Kind in ProfileKind]: KindRules<ProfileContents[Kind]> } = {
  organization: { required: [], address: 'defaultAddress' },
  legalbusiness: { required: ['companyName', 'address', 'primaryContact'], address: 'address', legalName: 'companyName', contact: 'primaryContact' },
  billing: { required: ['companyName', 'address', 'primaryContact'], address: 'address' },
  support: { required: ['email', 'telephone'] },
};

// What people type to get past a form; a name that only contains such a word may be a company's.
const PLACEHOLDER = /^(?:(?:test|demo|dummy|sample|example|muster)[\s._-]*(?:company|firma|partner|account|konto|gmbh|ag|kg|ltd|inc|llc|name)?[\s._-]*\d*|testing|asdf|qwertz?y?|x+|abc|n\/?a|none|tbd)$/i;

/** Why a name is none that a company is registered under (ENR-10): too little to be one, or a placeholder. */
export const isPlaceholderName = (name: string): boolean => PLACEHOLDER.test(name.trim()) || (name.match(/[\p{L}\p{N}]/gu) ?? []).length < 2;

/** Everything that keeps a profile from being saved as it would stand. */
export function refusalsOfProfile<Kind extends ProfileKind>(kind: Kind, content: Partial<ProfileContents[Kind]>, { country, webMail }: ProfileChecks): Refusal[] {
  const { required, address, legalName, contact }: KindRules<ProfileContents[Kind]> = RULES[kind];
  const refusals: (Refusal | undefined)[] = required
    .filter((field) => content[field] === undefined)
    .map((field) => ({ rule: 'API-01', reason: 'FIELD_INVALID', kind: 'invalid', field, details: { detail: 'required' } }));
  const at = address && (content[address] as PostalAddress | undefined);
  if (at && at.country !== country) refusals.push({ rule: 'ORG-06', reason: 'COUNTRY_FIXED', kind: 'conflict', field: `${address}.country` });
  const name = legalName && (content[legalName] as string | undefined);
  if (name !== undefined && isPlaceholderName(name)) refusals.push({ rule: 'ENR-10', reason: 'LEGAL_NAME_REFUSED', kind: 'invalid', field: String(legalName) });
  const person = contact && (content[contact] as Contact | undefined);
  if (person) refusals.push(refusalOfCompanyMail(person.email, `${contact}.email`, webMail));
  return refusals.filter((refusal) => refusal !== undefined);
}
