import { describe, expect, it } from '@jest/globals';
import { deviceOf } from './device-of';

describe('the device of a session', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', { browser: 'Firefox', system: 'Windows', kind: 'desktop' }],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1', { browser: 'Safari', system: 'iOS', kind: 'phone' }],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36', { browser: 'Chrome', system: 'Linux', kind: 'desktop' }],
    ['node', { kind: 'unknown' }],
    ['<script>alert(1)</script>', { kind: 'unknown' }],
    [null, { kind: 'unknown' }],
  ])('is told from %s', (agent, device) => {
    expect(deviceOf(agent)).toMatchObject(device);
  });
});
