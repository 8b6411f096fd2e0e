import { anyCase, endpoint } from '@tandem/platform-contract';
import * as z from 'zod';
import { MOST_ROWS, PartnerName, rowOutcome } from '../by-file';
import { AGREEMENT_LANGUAGES } from './agreement.view';

/** Most characters of what proves a signature. */
export const SIGNATURE_EVIDENCE_LIMIT = 300;
/** Most characters of who signed. */
export const SIGNER_LIMIT = 200;

/** What a file says of one signature. What is wrong with it is said of its row, so that it stops no other. */
const given = z.object({
  partner: PartnerName,
  /** A day (`2024-05-31`) or an instant; not in the future. */
  signedAt: z.string().trim().max(40),
  signerName: z.string().trim().max(SIGNER_LIMIT),
  signerEmail: z.string().trim().max(254).optional(),
  /** The language in which it was signed; without it the operator's own. */
  language: anyCase(AGREEMENT_LANGUAGES).optional(),
  /** Which version; without it the one that counts for the partner. */
  versionRank: z.number().int().min(0).max(1_000_000).optional(),
  /** What proves it: a contract number, a mail, the name of a file. Kept with the signature for good. */
  evidence: z.string().trim().max(SIGNATURE_EVIDENCE_LIMIT),
});
export type GivenSignature = z.output<typeof given>;

/** Like marking for offboarding it changes what an organisation holds, so it needs the same right; publishing texts is another matter. */
export const importSignatures = endpoint({
  method: 'POST',
  path: '/v1/agreementsignatures/imports',
  action: 'organisation.manage',
  summary: 'Takes over signatures that exist already, with evidence and a result for each; `dryRun` only says what would become of them. An approved company becomes a reseller with it, a reseller keeps what it has. Nobody is mailed, and none can be taken back (AGR-10).',
  tag: 'Agreements',
  body: z.object({ signatures: z.array(given).min(1).max(MOST_ROWS), dryRun: z.boolean().optional() }),
  status: 200,
  response: z.object({ items: z.array(rowOutcome(['imported']).extend({ versionRank: z.number().int().optional() })) }),
});
