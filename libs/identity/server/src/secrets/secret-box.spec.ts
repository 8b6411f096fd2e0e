import { describe, expect, it } from '@jest/globals';
import { Config } from '@tandem/platform-server';
import type { ConfigValues } from '@tandem/platform-server';
import { SecretBox } from './secret-box';

const box = (...keys: string[]) => new SecretBox(new Config({ SESSION_KEYS: keys.map((key) => key.repeat(32)) } as unknown as ConfigValues));

describe('a secret that has to be read again', () => {
  it('is unreadable as it is kept, and different every time', async () => {
    const [one, other] = [await box('a').seal('JBSWY3DP', 'u1'), await box('a').seal('JBSWY3DP', 'u1')];
    expect(one).not.toBe(other);
    expect(Buffer.from(one, 'base64url').toString('latin1')).not.toContain('JBSWY3DP');
    expect(await box('a').open(one, 'u1')).toEqual({ secret: 'JBSWY3DP', old: false });
  });

  it('SEC-02: opens neither for somebody else, nor changed, nor without its key', async () => {
    const sealed = await box('a').seal('JBSWY3DP', 'u1');
    expect(await box('a').open(sealed, 'u2')).toBeUndefined();
    expect(await box('b').open(sealed, 'u1')).toBeUndefined();
    expect(await box('a').open(`${sealed.slice(0, -4)}AAAA`, 'u1')).toBeUndefined();
  });

  it('opens under an older key too, and says so', async () => {
    const sealed = await box('old').seal('JBSWY3DP', 'u1');
    expect(await box('new', 'old').open(sealed, 'u1')).toEqual({ secret: 'JBSWY3DP', old: true });
  });
});
