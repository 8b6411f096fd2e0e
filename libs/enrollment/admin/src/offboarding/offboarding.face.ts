import { markOffboardings, OFFBOARDING_REASON_LIMIT } from '@tandem/enrollment-contract';
import type { ByFileFace } from '../by-file/by-file-face';

/** Direct-bill partners that an operator marks for offboarding, each with its reason; until a transition is submitted there is a way back. */
export const OFFBOARDING_FACE: ByFileFace = {
  words: 'offboarding.byFile',
  icon: 'check',
  fields: [
    { id: 'partner', headers: ['partner', 'domain', 'mpnid', 'mpn', 'organisation', 'firma', 'company', 'mandantenid', 'tenantid', 'id'], most: 254 },
    { id: 'reason', headers: ['reason', 'grund', 'begruendung', 'why', 'warum'], most: OFFBOARDING_REASON_LIMIT },
  ],
  shows: ['reason'],
  common: 'reason',
  does: ['marked', 'changed'],
  told: {
    NO_PARTNER: 'byFile.faults.noPartner',
    CELL_TOO_LONG: 'byFile.faults.cellTooLong',
    NOT_FOUND: 'byFile.faults.notFound',
    PROGRAM_HELD: 'offboarding.told.PROGRAM_HELD',
  },
  send: async (api, rows, { rehearse, ...call }) => {
    const partners = rows.map(({ partner = '', reason = '' }) => ({ partner, reason }));
    return (await api.call(markOffboardings, { ...call, body: { partners, identified: true, dryRun: rehearse } })).items;
  },
  keyOf: () => '',
  effects: (count, words) => [
    { tone: 'ok', text: words.count('offboarding.effects.may', count) },
    { tone: 'ok', text: words.t('offboarding.effects.noMail') },
    { tone: 'ok', text: words.t('offboarding.effects.back'), rule: 'TRN-01' },
  ],
  takeBack: {
    of: 'marked',
    run: async (api, partners, requestId) => (await api.call(markOffboardings, { requestId, body: { partners: [...partners], identified: false } })).items,
  },
};
