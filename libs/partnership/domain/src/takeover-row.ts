import type { Refusal } from '@tandem/platform-kernel';
import { valueIn } from './import-sheet';
import type { ColumnMapping, Sheet } from './import-sheet';
import type { AdminAccess } from './partnership';

/** Files of partnerships that exist already. */
export const TAKEOVER_SHEET: Sheet<'provider' | 'reseller' | 'since' | 'adminAccess' | 'evidence' | 'note'> = {
  fields: ['provider', 'reseller', 'since', 'adminAccess', 'evidence', 'note'],
  headers: {
    provider: 'provider anbieter indirectprovider indirekteranbieter distributor providerdomain anbieterdomain providerid anbieterid providermpnid providermpn anbietermpnid anbietermpn'.split(' '),
    reseller: 'reseller wiederverkaeufer indirectreseller indirekterwiederverkaeufer partner haendler resellerdomain wiederverkaeuferdomain resellerid wiederverkaeuferid resellermpnid resellermpn wiederverkaeufermpnid mpnid mpn domain'.split(' '),
    since: 'since seit partnerseit partnersince beginn begin start startdate startdatum datum date vertragsbeginn'.split(' '),
    adminAccess: 'adminaccess administratorzugriff adminzugriff delegatedadmin delegatedadminaccess delegatedadministration dap admin'.split(' '),
    evidence: 'evidence nachweis beleg vertrag vertragsnummer contract contractnumber contractno proof'.split(' '),
    note: 'notiz note notizen notes bemerkung bemerkungen kommentar comment comments remark remarks anmerkung hinweis'.split(' '),
  },
  telling: { field: 'since', fits: (cell) => dayIn(cell) !== undefined },
};

/** Longest evidence, in characters: it stands in the partnership's story for good. */
const LONGEST_EVIDENCE = 300;
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const ANSWERS: Readonly<Record<string, AdminAccess>> = {
  ...{ yes: 'granted', y: 'granted', ja: 'granted', j: 'granted', true: 'granted', wahr: 'granted', granted: 'granted', 1: 'granted' },
  ...{ no: 'removed', n: 'removed', nein: 'removed', false: 'removed', falsch: 'removed', removed: 'removed', none: 'removed', 0: 'removed' },
};

/** What a row says of a partnership, as far as it can be read, and why it cannot be taken over. */
export interface TakeoverRow {
  /** Tenant id, domain or MPN id, in lower case. */
  readonly provider: string;
  readonly reseller: string;
  /** A day, `YYYY-MM-DD`. */
  readonly since?: string | undefined;
  readonly adminAccess?: AdminAccess | undefined;
  readonly evidence: string;
  readonly note: string;
  readonly refusal?: Refusal | undefined;
}

/** The day that a text names, as `YYYY-MM-DD`: `2019-04-01`, with or without a time, or `1.4.2019`; undefined when it names none. */
export function dayIn(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(text.trim());
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text.trim());
  const [year, month, day] = iso ? iso.slice(1, 4) : (german?.slice(1, 4).reverse() ?? []);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = new Date(`${written}T00:00:00Z`);
  // 30 February would silently become 2 March.
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(written) ? written : undefined;
}

/** The instant from which a partnership of a day counts: its noon in UTC, which is the same day almost everywhere, but never after `now`. */
export const startOf = (day: string, now: Date): Date => new Date(Math.min(new Date(`${day}T12:00:00Z`).getTime(), now.getTime()));

/** Reads one row by the mapping, as of `now`: IMP-09 evidence, IMP-10 day, IMP-11 admin access, IMP-12 who is named. */
export function readTakeoverRow(cells: readonly string[], columns: readonly string[], mapping: ColumnMapping, now: Date): TakeoverRow {
  const value = (field: string): string => valueIn(cells, columns, mapping[field]);
  const answer = value('adminAccess').toLowerCase();
  const row = {
    provider: value('provider').toLowerCase(),
    reseller: value('reseller').toLowerCase(),
    since: dayIn(value('since')),
    adminAccess: Object.hasOwn(ANSWERS, answer) ? ANSWERS[answer] : undefined,
    evidence: value('evidence').replace(/\s+/g, ' '),
    note: value('note'),
  };
  const refusal = refusalOf(row, now);
  return refusal ? { ...row, refusal } : row;
}

function refusalOf({ provider, reseller, since, adminAccess, evidence }: TakeoverRow, now: Date): Refusal | undefined {
  if (provider === '') return { rule: 'IMP-12', reason: 'PROVIDER_UNKNOWN', kind: 'invalid' };
  if (reseller === '') return { rule: 'IMP-12', reason: 'RESELLER_UNKNOWN', kind: 'invalid' };
  if (since === undefined) return { rule: 'IMP-10', reason: 'SINCE_INVALID', kind: 'invalid' };
  if (since > now.toISOString().slice(0, 10)) return { rule: 'IMP-10', reason: 'SINCE_IN_FUTURE', kind: 'invalid' };
  if (adminAccess === undefined) return { rule: 'IMP-11', reason: 'ADMIN_ACCESS_UNCLEAR', kind: 'invalid' };
  if (evidence === '') return { rule: 'IMP-09', reason: 'EVIDENCE_MISSING', kind: 'invalid' };
  return evidence.length > LONGEST_EVIDENCE || CONTROL.test(evidence) ? { rule: 'IMP-09', reason: 'EVIDENCE_INVALID', kind: 'invalid' } : undefined;
}
