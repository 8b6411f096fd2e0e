import { REQUEST_IMPORT_FIELDS, REQUEST_IMPORT_RESULTS, requestImports } from '@tandem/partnership-contract';
import type { Column } from '@tandem/platform-admin';
import type { ImportFace } from './import-face';

const COLUMNS: readonly Column[] = [
  { id: 'address', label: 'partnership.import.fields.address' },
  { id: 'number', label: 'partnership.import.row', numeric: true },
  { id: 'name', label: 'partnership.import.fields.name' },
  { id: 'result', label: 'partnership.import.result' },
];

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Addresses to which partnership requests go. */
export const REQUEST_IMPORT_FACE: ImportFace = {
  routes: requestImports,
  fields: REQUEST_IMPORT_FIELDS,
  results: REQUEST_IMPORT_RESULTS,
  done: 'sent',
  words: 'partnership.import',
  start: 'partnership.request.send',
  icon: 'send',
  spoken: true,
  columnsOf: () => COLUMNS,
  looks: {
    new: ['info', 'plus'],
    sent: ['ok', 'check'],
    partner: ['', 'handshake'],
    requested: ['', 'hourglass'],
    duplicate: ['', 'copy'],
    invalid: ['bad', 'circle-alert'],
  },
  told: { ADDRESS_REPEATED: 'partnership.import.sameAs', PARTNER_ALREADY: 'partnership.import.isPartner' },
  nameOf: (row, words) => text(row['email']) || words.t('partnership.noAddress'),
  cellOf: (row, column) => text(row[column]),
};
