import fc from 'fast-check';
import { withGuard, withoutGuard } from './formula-guard';

describe('the formula guard', () => {
  it('CUS-18: no guarded value begins like a formula, and taking the guard off gives back exactly what was there', () => {
    const risky = fc.tuple(fc.constantFrom('', '=', '+', '-', '@', '\t', '\r', "'", "'=", '＝', '＠'), fc.string()).map((parts) => parts.join(''));
    fc.assert(
      fc.property(risky, (value) => {
        const guarded = withGuard(value);
        expect(guarded).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
        expect(withoutGuard(guarded)).toBe(value);
      }),
    );
  });
});
