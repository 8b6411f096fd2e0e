import { importSignatures, SIGNATURE_EVIDENCE_LIMIT, SIGNER_LIMIT } from '@tandem/enrollment-contract';
import type { ByFileFace, FileCells } from '../by-file/by-file-face';

/** A day as spreadsheets write it in Germany, in the way the API reads it; anything else as it is. */
const dayOf = (text: string): string => {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  return year === '' ? text : [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
};

/** The number of a version; what is none names no version that there is. */
const rankOf = (text: string): number => (/^\d{1,6}$/.test(text) ? Number(text) : 0);

const signatureOf = ({ partner = '', signedAt = '', signerName = '', signerEmail, evidence = '', versionRank }: FileCells) => ({
  ...{ partner, signedAt: dayOf(signedAt), signerName, evidence },
  ...(signerEmail ? { signerEmail } : {}),
  ...(versionRank ? { versionRank: rankOf(versionRank) } : {}),
});

/** Signatures that exist already, as an operator takes them over; there is no way back (AGR-10). */
export const SIGNATURES_FACE: ByFileFace = {
  words: 'agreements.byFile',
  icon: 'scroll-text',
  fields: [
    { id: 'partner', headers: ['partner', 'domain', 'mpnid', 'mpn', 'reseller', 'wiederverkaeufer', 'organisation', 'firma', 'company', 'mandantenid', 'tenantid', 'id'], most: 254 },
    { id: 'signedAt', headers: ['signedon', 'signedat', 'signed', 'date', 'datesigned', 'unterschriebenam', 'unterzeichnetam', 'datum', 'tag'], most: 40 },
    { id: 'signerName', headers: ['signedby', 'signername', 'signer', 'name', 'unterschriebenvon', 'unterzeichnetvon', 'unterzeichner'], most: SIGNER_LIMIT },
    { id: 'evidence', headers: ['evidence', 'proof', 'nachweis', 'beleg', 'vertrag', 'vertragsnummer', 'contract'], most: SIGNATURE_EVIDENCE_LIMIT },
    { id: 'signerEmail', headers: ['email', 'mail', 'emailaddress', 'emailadresse', 'signeremail'], most: 254 },
    { id: 'versionRank', headers: ['version', 'versionrank'], most: 40 },
  ],
  shows: ['signedAt', 'signerName', 'evidence', 'versionRank'],
  does: ['imported'],
  told: {
    NO_PARTNER: 'byFile.faults.noPartner',
    CELL_TOO_LONG: 'byFile.faults.cellTooLong',
    NOT_FOUND: 'byFile.faults.notFound',
    NOT_QUALIFIED: 'agreements.byFile.told.NOT_QUALIFIED',
    MPN_REQUIRED: 'agreements.byFile.told.MPN_REQUIRED',
    AGREEMENT_SUPERSEDED: 'agreements.byFile.told.AGREEMENT_SUPERSEDED',
    AGREEMENT_ELSEWHERE: 'agreements.byFile.told.AGREEMENT_ELSEWHERE',
    ACCOUNT_SUSPENDED: 'agreements.byFile.told.ACCOUNT_SUSPENDED',
  },
  send: async (api, rows, { rehearse, ...call }) => (await api.call(importSignatures, { ...call, body: { signatures: rows.map(signatureOf), dryRun: rehearse } })).items,
  keyOf: ({ versionRank = '' }) => versionRank,
  effects: (count, words) => [
    { tone: 'ok', text: words.count('agreements.byFile.effects.begins', count) },
    { tone: 'ok', text: words.t('agreements.byFile.effects.noMail') },
    { tone: 'bad', text: words.t('agreements.byFile.effects.forEver'), rule: 'AGR-10' },
  ],
};
