import type { IncentiveProfiles, IncentiveView } from '@tandem/incentives-contract';

/** How the account of a payout is named. */
export type AccountKind = 'iban' | 'account';

/** What stands in the fields of the two profiles; a change of the kind keeps what was typed of the other. */
export interface ProfileTexts {
  readonly kind: AccountKind;
  readonly accountHolder: string;
  readonly iban: string;
  readonly accountNumber: string;
  readonly bic: string;
  readonly taxId: string;
  readonly country: string;
}

/** A field, as the API names it. */
export interface ProfileField {
  readonly path: string;
  readonly name: Exclude<keyof ProfileTexts, 'kind'>;
}

const field = (profile: 'payout' | 'tax', name: ProfileField['name']): ProfileField => ({ path: `${profile}.${name}`, name });
const HOLDER = field('payout', 'accountHolder');
const ACCOUNTS: Readonly<Record<AccountKind, readonly ProfileField[]>> = { iban: [field('payout', 'iban')], account: [field('payout', 'accountNumber'), field('payout', 'bic')] };
const TAX = [field('tax', 'taxId'), field('tax', 'country')];

/** The fields of the payout profile that are shown. */
export const payoutFields = (kind: AccountKind): readonly ProfileField[] => [HOLDER, ...ACCOUNTS[kind]];
export const TAX_FIELDS: readonly ProfileField[] = TAX;
export const shownFields = (kind: AccountKind): readonly ProfileField[] => [...payoutFields(kind), ...TAX_FIELDS];

/** What is kept already; `country` is proposed where there is no tax profile yet. */
export const textsOf = ({ payout, tax }: Pick<IncentiveView, 'payout' | 'tax'>, country: string): ProfileTexts => ({
  kind: payout?.accountNumber === undefined ? 'iban' : 'account',
  accountHolder: payout?.accountHolder ?? '',
  iban: payout?.iban ?? '',
  accountNumber: payout?.accountNumber ?? '',
  bic: payout?.bic ?? '',
  taxId: tax?.taxId ?? '',
  country: tax?.country ?? country,
});

const given = (text: string): boolean => text.trim() !== '';

/** The profiles that somebody has begun; the country alone is only proposed. */
function begun(texts: ProfileTexts): { readonly payout: boolean; readonly tax: boolean } {
  return { payout: payoutFields(texts.kind).some(({ name }) => given(texts[name])), tax: given(texts.taxId) };
}

/** Paths of the fields that have to be filled in: all of a profile that was begun, of both when none was. */
export function missingOf(texts: ProfileTexts): string[] {
  const { payout, tax } = begun(texts);
  const asked = [...(payout || !tax ? payoutFields(texts.kind) : []), ...(tax || !payout ? TAX_FIELDS : [])];
  return asked.filter(({ name }) => !given(texts[name])).map(({ path }) => path);
}

/** What is sent: the profiles that were begun, each with the fields of its kind. */
export function bodyOf(texts: ProfileTexts): Pick<IncentiveProfiles, 'payout' | 'tax'> {
  const { payout, tax } = begun(texts);
  const { kind, accountHolder, iban, accountNumber, bic, taxId, country } = texts;
  return {
    ...(payout ? { payout: { accountHolder, ...(kind === 'iban' ? { iban } : { accountNumber, bic }) } } : {}),
    ...(tax ? { tax: { taxId, country } } : {}),
  };
}

/** Whether two say the same of what is shown. */
export const sameTexts = (one: ProfileTexts, other: ProfileTexts): boolean => JSON.stringify(bodyOf(one)) === JSON.stringify(bodyOf(other));
