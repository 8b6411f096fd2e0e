import { describe, expect, it } from '@jest/globals';
import { newSecret, standardSignature } from './sign-webhook';

describe('the signature by secret', () => {
  // The example of the specification of Standard Webhooks.
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const example = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', seconds: 1614265330, body: '{"test": 2432232314}' };

  it('is the one that the standard gives as an example', () => {
    expect(standardSignature(secret, example)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('is another one for another id, time, body or secret', () => {
    const others = [{ ...example, id: 'msg_2' }, { ...example, seconds: 1614265331 }, { ...example, body: '{"test": 2432232315}' }];
    const signatures = [standardSignature(secret, example), ...others.map((one) => standardSignature(secret, one)), standardSignature(newSecret(), example)];
    expect(new Set(signatures).size).toBe(5);
  });

  it('is made with 256 random bits', () => {
    expect(newSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(newSecret()).not.toBe(newSecret());
  });
});
