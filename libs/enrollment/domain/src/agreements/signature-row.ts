import { DomainError } from '@tandem/platform-kernel';
import type { Refusal } from '@tandem/platform-kernel';

/** What a file says of a signature, before it was looked at. */
export interface SignatureRow {
  readonly signedAt: string;
  readonly signerName: string;
  readonly signerEmail?: string | undefined;
  readonly evidence: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/gu;
const ADDRESS = /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+\.[^\s@\p{Cc}]+$/u;

/** 30 February would silently become 1 March. */
const isDay = (text: string): boolean => {
  const at = new Date(`${text}T12:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

/**
 * When it was signed: an instant as it is; a day as its noon in UTC, which is the same day almost everywhere, but never after `now`.
 * Undefined when it is neither; the future comes back as it was written.
 */
export function signedAtOf(text: string, now: Date): Date | undefined {
  const day = text.slice(0, 10);
  if (!isDay(day)) return undefined;
  if (INSTANT.test(text)) {
    const at = new Date(text);
    return Number.isNaN(at.getTime()) ? undefined : at;
  }
  if (!DAY.test(text)) return undefined;
  const noon = new Date(`${text}T12:00:00Z`);
  return day === now.toISOString().slice(0, 10) ? new Date(Math.min(noon.getTime(), now.getTime())) : noon;
}

/** What a row says, read. @throws DomainError SIGNED_DAY_UNCLEAR, SIGNED_IN_FUTURE, SIGNER_MISSING, SIGNER_EMAIL_INVALID, SIGNATURE_EVIDENCE_MISSING (AGR-04, AGR-10): all that is wrong with it. */
export function readSignatureRow({ signedAt, signerName, signerEmail = '', evidence }: SignatureRow, now: Date): { readonly signedAt: Date; readonly signer: { readonly name: string; readonly email: string | null }; readonly evidence: string } {
  const plain = (text: string): string => text.replace(CONTROL, ' ').replace(/ +/g, ' ').trim();
  const at = signedAtOf(signedAt, now);
  const row = { signedAt: at ?? now, signer: { name: plain(signerName), email: signerEmail === '' ? null : signerEmail.toLowerCase() }, evidence: plain(evidence) };
  const wrong = (rule: string, reason: string, field: string): Refusal => ({ rule, reason, kind: 'invalid', field });
  const [first, ...others] = [
    ...(at ? [] : [wrong('AGR-04', 'SIGNED_DAY_UNCLEAR', 'signedAt')]),
    ...(at && at > now ? [wrong('AGR-10', 'SIGNED_IN_FUTURE', 'signedAt')] : []),
    ...(row.signer.name === '' ? [wrong('AGR-04', 'SIGNER_MISSING', 'signerName')] : []),
    ...(signerEmail !== '' && !ADDRESS.test(signerEmail) ? [wrong('AGR-04', 'SIGNER_EMAIL_INVALID', 'signerEmail')] : []),
    ...(row.evidence === '' ? [wrong('AGR-10', 'SIGNATURE_EVIDENCE_MISSING', 'evidence')] : []),
  ];
  if (first) throw new DomainError(first, ...others);
  return row;
}
