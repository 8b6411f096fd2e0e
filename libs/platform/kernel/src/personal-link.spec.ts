import { newestKeyName, readLink, signLink } from './personal-link';

const old = 'the key of last year, thirty-two characters';
const present = 'the key of this year, thirty-two characters';
const target = { id: '019a7f00-0000-7000-8000-00000000000a', generation: 3 };
const token = signLink(target, newestKeyName([old]), [old]);

describe('personal link', () => {
  it('INV-02: names its invitation and generation, signed with at least 128 bits', () => {
    expect(readLink(token, [old])).toEqual(target);
    expect(Buffer.from(token.split('.').at(-1) ?? '', 'base64url').length * 8).toBeGreaterThanOrEqual(128);
  });

  it('INV-02: no change of a single character is accepted', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
    for (let at = 0; at < token.length; at += 1) {
      for (const character of alphabet) {
        if (character === token[at]) continue;
        expect(readLink(token.slice(0, at) + character + token.slice(at + 1), [old, present])).toBeUndefined();
      }
    }
  });

  it('INV-02: neither shorter, longer nor other texts are accepted', () => {
    for (const wrong of ['', token.slice(1), token.slice(0, -1), `${token}A`, `${token} `, `${token}\n`, token.toUpperCase(), 'k1.x.1.y', '../../etc/passwd', '%00']) {
      expect(readLink(wrong, [old])).toBeUndefined();
    }
  });

  it('INV-02: two invitations and two generations have different links', () => {
    const name = newestKeyName([old]);
    const tokens = [target, { ...target, generation: 4 }, { ...target, id: '019a7f00-0000-7000-8000-00000000000b' }].map((one) => signLink(one, name, [old]));
    expect(new Set(tokens.map((one) => one.split('.')[3])).size).toBe(3);
  });

  it('SEC-02: lives on when a newer key is added, and ends with its own key', () => {
    expect(readLink(token, [present, old])).toEqual(target);
    expect(readLink(token, [present])).toBeUndefined();
    expect(signLink(target, newestKeyName([old]), [present, old])).toBe(token);
    expect(signLink(target, newestKeyName([present, old]), [present, old])).not.toBe(token);
  });

  it('INV-02: a link signed with a key that nobody here holds is not one of ours', () => {
    const foreign = 'a key somebody made up, thirty-two characters';
    expect(readLink(signLink(target, newestKeyName([foreign]), [foreign]), [old, present])).toBeUndefined();
  });

  it('SEC-02: is good for the purpose it was signed for and for no other', () => {
    const [name, keys] = [newestKeyName([present]), [present]];
    const reset = signLink(target, name, keys, 'reset');
    expect(readLink(reset, keys, 'reset')).toEqual(target);
    for (const other of ['', 'join', 'rese']) expect(readLink(reset, keys, other)).toBeUndefined();
    expect(readLink(signLink(target, name, keys), keys, 'reset')).toBeUndefined();
  });
});
