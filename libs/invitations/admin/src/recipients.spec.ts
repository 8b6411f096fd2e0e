import { describe, expect, it } from '@jest/globals';
import { addressesIn, looksLikeAddress } from './recipients';

describe('recipients', () => {
  it('finds addresses in what people paste', () => {
    expect(addressesIn('Anna Weber <ga@a.example>, b@b.example;c@c.example\nd@d.example')).toEqual(['ga@a.example', 'b@b.example', 'c@c.example', 'd@d.example']);
    expect(addressesIn('nothing here')).toEqual([]);
  });

  it('INV-05: knows the form of an address', () => {
    expect(looksLikeAddress('ga@alpenblick.example')).toBe(true);
    for (const wrong of ['ga@alpenblick', 'ga', '@b.example', 'a@b@c.example', 'a b@c.example', 'a@b.example\r\nBcc:x@y.example']) expect(looksLikeAddress(wrong)).toBe(false);
  });
});
