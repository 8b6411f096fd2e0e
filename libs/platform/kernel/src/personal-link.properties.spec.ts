import fc from 'fast-check';
import { newestKeyName, readLink, signLink } from './personal-link';

const key = fc.string({ minLength: 32, maxLength: 64 });
const keys = fc.uniqueArray(key, { minLength: 1, maxLength: 4 });
const target = fc.record({ id: fc.uuid(), generation: fc.integer({ min: 1, max: 999_999_999 }) });

describe('any personal link', () => {
  it('INV-02: names what it was signed for, under whichever of the keys', () => {
    fc.assert(
      fc.property(target, keys, fc.nat(), (link, all, index) => {
        const signer = all[index % all.length] ?? '';
        expect(readLink(signLink(link, newestKeyName([signer]), all), all)).toEqual(link);
      }),
    );
  });

  it('INV-02: is worth nothing when one character of it is another, missing or added', () => {
    const change = fc.constantFrom('replace', 'remove', 'insert');
    const character = fc.constantFrom(...'0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.');
    fc.assert(
      fc.property(target, keys, fc.nat(), change, character, (link, all, place, how, other) => {
        const token = signLink(link, newestKeyName(all), all);
        const at = place % token.length;
        const altered = token.slice(0, at) + (how === 'remove' ? '' : other) + token.slice(how === 'insert' ? at : at + 1);
        fc.pre(altered !== token);
        expect(readLink(altered, all)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it("INV-02: cannot be made for another invitation, another generation, or with somebody else's key", () => {
    fc.assert(
      fc.property(target, target, keys, key, (mine, other, all, foreign) => {
        fc.pre(mine.id !== other.id && !all.includes(foreign));
        const [signed, wanted] = [signLink(mine, newestKeyName(all), all), signLink(other, newestKeyName(all), all)];
        const grafted = [...wanted.split('.').slice(0, 3), signed.split('.')[3]].join('.');
        expect(readLink(grafted, all)).toBeUndefined();
        expect(readLink(signLink(mine, newestKeyName([foreign]), [foreign]), all)).toBeUndefined();
      }),
    );
  });

  it('INV-02: stays the same when a newer key is put in front, and dies with its own key', () => {
    fc.assert(
      fc.property(target, keys, key, (link, all, newer) => {
        fc.pre(!all.includes(newer));
        const name = newestKeyName(all);
        const token = signLink(link, name, all);
        expect(signLink(link, name, [newer, ...all])).toBe(token);
        expect(readLink(token, [newer, ...all])).toEqual(link);
        expect(readLink(token, [newer, ...all.slice(1)])).toBeUndefined();
      }),
    );
  });

  it('INV-02: whatever anybody types is no link', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), keys, (text, all) => expect(readLink(text, all)).toBeUndefined()));
  });
});
