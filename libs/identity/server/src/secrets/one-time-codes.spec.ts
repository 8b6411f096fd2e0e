import { describe, expect, it } from '@jest/globals';
import { newRecoveryCodes, recoveryHash, stepOfCode } from './one-time-codes';

/** The secret and the codes of RFC 6238, appendix B (SHA-1), shortened to six digits. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('a time-based code', () => {
  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [2_000_000_000, '279037', 66_666_666],
  ])('ROL-12: is judged as RFC 6238 says at %d', (at, code, step) => {
    expect(stepOfCode(SECRET, code, at)).toBe(step);
    expect(stepOfCode(SECRET, `${code.slice(0, 3)} ${code.slice(3)}`, at)).toBe(step);
  });

  it('ROL-12: is taken one step early or late, not two', () => {
    expect([59 - 30, 59 + 30, 59 + 31, 59 + 60].map((at) => stepOfCode(SECRET, '287082', at))).toEqual([1, 1, undefined, undefined]);
  });

  it.each(['', '28708', '2870820', 'abcdef', '２８７０８２', '28\u00007082'])('ROL-12: %j is none', (code) => {
    expect(stepOfCode(SECRET, code, 59)).toBeUndefined();
  });
});

describe('recovery codes', () => {
  it('ROL-12: are ten, all different, and found however they are typed', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    const [first = ''] = codes;
    expect(first).toMatch(/^([a-z1-9]{4}-){5}[a-z1-9]{4}$/);
    expect(recoveryHash(` ${first.toUpperCase().replaceAll('-', ' ')} `)).toBe(recoveryHash(first));
    expect(recoveryHash('123456')).toBeUndefined();
  });
});
