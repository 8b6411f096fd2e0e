import { TAKEOVER_FIELDS, TAKEOVER_RESULTS, takeovers } from '@tandem/partnership-contract';
import type { AnswerOf } from '@tandem/platform-contract';
import type { Column, Words } from '@tandem/platform-admin';
import type { AnyRow, ImportFace } from '../imports/import-face';

type Row = AnswerOf<typeof takeovers.rows>['items'][number];

/** The name of an organisation that was found, else what stands in the file. */
const sideOf = ({ name, given }: Row['provider'], words: Words): string => name ?? (given || words.t('partnership.takeover.nobody'));
const dayOf = (day: string, words: Words): string => new Intl.DateTimeFormat(words.locale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day));

const PAIR: readonly Column[] = [
  { id: 'reseller', label: 'partnership.takeover.fields.reseller' },
  { id: 'number', label: 'partnership.import.row', numeric: true },
  { id: 'provider', label: 'partnership.takeover.fields.provider' },
];
const CONTENT: readonly Column[] = [
  { id: 'since', label: 'partnership.takeover.fields.since' },
  { id: 'adminAccess', label: 'partnership.takeover.fields.adminAccess' },
  { id: 'evidence', label: 'partnership.takeover.fields.evidence' },
];
const REASON: Column = { id: 'result', label: 'partnership.import.result' };

const CELLS: Readonly<Record<string, (row: Row, words: Words) => string>> = {
  provider: ({ provider }, words) => sideOf(provider, words),
  since: ({ since }, words) => (since === undefined ? '' : dayOf(since, words)),
  adminAccess: ({ adminAccess }, words) => (adminAccess === undefined ? '' : words.t(`partnership.admin.${adminAccess}`)),
  evidence: ({ evidence = '' }) => evidence,
};

/** Existing partnerships that an operator takes over. */
export const TAKEOVER_FACE: ImportFace = {
  routes: takeovers,
  fields: TAKEOVER_FIELDS,
  results: TAKEOVER_RESULTS,
  done: 'established',
  words: 'partnership.takeover',
  start: 'partnership.takeover.start',
  icon: 'handshake',
  spoken: false,
  // Whoever corrects looks for the reason; what a good row holds is of interest only there.
  columnsOf: (result) => (result === 'new' || result === 'established' ? [...PAIR, ...CONTENT] : [...PAIR, REASON]),
  looks: {
    new: ['info', 'plus'],
    established: ['ok', 'check'],
    partner: ['', 'handshake'],
    duplicate: ['', 'copy'],
    invalid: ['bad', 'circle-alert'],
  },
  told: { PAIR_REPEATED: 'partnership.takeover.sameAs', PARTNER_ALREADY: 'partnership.takeover.isPartner' },
  nameOf: (row: AnyRow, words) => sideOf((row as Row).reseller, words),
  cellOf: (row: AnyRow, column, words) => CELLS[column]?.(row as Row, words) ?? '',
};
