import { describe, expect, it } from '@jest/globals';
import { readSignatureRow, signedAtOf } from './signature-row';

const now = new Date('2026-03-06T10:00:00Z');
const row = { signedAt: '2024-05-31', signerName: ' Paula  Blanc ', signerEmail: 'Paula@Blanc.example', evidence: 'Contract\n2024/17' };
const wrong = (changes: object): unknown[] => {
  try {
    readSignatureRow({ ...row, ...changes }, now);
    return [];
  } catch (error) {
    return (error as { refusals: { rule: string; reason: string; field?: string }[] }).refusals.map((one) => [one.rule, one.reason, one.field]);
  }
};

describe('a row of a file of signatures', () => {
  it('AGR-10: is refused without evidence, a name or a day, with everything that is missing', () => {
    expect(wrong({ evidence: ' \n ', signerName: '\t', signedAt: '', signerEmail: 'paula' })).toEqual([
      ['AGR-04', 'SIGNED_DAY_UNCLEAR', 'signedAt'], ['AGR-04', 'SIGNER_MISSING', 'signerName'], ['AGR-04', 'SIGNER_EMAIL_INVALID', 'signerEmail'], ['AGR-10', 'SIGNATURE_EVIDENCE_MISSING', 'evidence'],
    ]);
    expect(wrong({ signerEmail: 'a\u0000b@c.example' })).toEqual([['AGR-04', 'SIGNER_EMAIL_INVALID', 'signerEmail']]);
  });

  it('AGR-10: lies in the past or on this very day', () => {
    for (const signedAt of ['2026-03-07', '2026-03-06T10:00:01Z', '2026-03-06T12:00:00+01:00']) expect(wrong({ signedAt })).toEqual([['AGR-10', 'SIGNED_IN_FUTURE', 'signedAt']]);
    // Noon of the present day may still be to come.
    expect(readSignatureRow({ ...row, signedAt: '2026-03-06' }, now).signedAt).toEqual(now);
    expect(readSignatureRow({ ...row, signedAt: '2026-03-06T11:00:00+01:00' }, now).signedAt).toEqual(now);
  });

  it('AGR-04: reads days and instants, and no day that there is not', () => {
    expect(signedAtOf('2024-05-31', now)?.toISOString()).toBe('2024-05-31T12:00:00.000Z');
    expect(signedAtOf('2024-05-31T08:30:00.250+02:00', now)?.toISOString()).toBe('2024-05-31T06:30:00.250Z');
    for (const text of ['2024-02-30', '2024-02-30T10:00:00Z', '2024-05-31T25:00:00Z', '2024-05-31 10:00', '31.05.2024', '0', '']) expect(signedAtOf(text, now)).toBeUndefined();
  });

  it('AGR-04: keeps names and evidence on one line', () => {
    expect(readSignatureRow(row, now)).toEqual({ signedAt: new Date('2024-05-31T12:00:00Z'), signer: { name: 'Paula Blanc', email: 'paula@blanc.example' }, evidence: 'Contract 2024/17' });
    expect(readSignatureRow({ ...row, signerEmail: undefined }, now).signer.email).toBeNull();
  });
});
