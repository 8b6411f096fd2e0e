import { describe, expect, it } from '@jest/globals';
import { readWebhookUrl } from './webhook-url';

const strict = { http: false, private: false };

describe('the address of a webhook', () => {
  it.each(['', 'nothing', '/hooks', 'ftp://shop.example/', 'file:///etc/passwd', 'gopher://shop.example:70/', 'https://', 'https://user@shop.example/', 'https://user:secret@shop.example/', 'https://:secret@shop.example/', 'https://shop.example/#part'])(
    'WHK-03: is not %p',
    (text) => {
      expect(() => readWebhookUrl(text, { http: true, private: true })).toThrow('WEBHOOK_URL_INVALID (WHK-03)');
    },
  );

  it('WHK-03: is https outside of the sandbox', () => {
    expect(() => readWebhookUrl('http://shop.example/hooks', strict)).toThrow('WEBHOOK_HTTPS_REQUIRED (WHK-03)');
    expect(readWebhookUrl('http://shop.example/hooks', { ...strict, http: true }).href).toBe('http://shop.example/hooks');
  });

  it.each(['https://shop.example:25/', 'https://shop.example:22/', 'https://shop.example:80/', 'https://shop.example:1023/'])('WHK-03: has no port of another service: %s', (text) => {
    expect(() => readWebhookUrl(text, strict)).toThrow('WEBHOOK_PORT_REFUSED (WHK-03)');
  });

  it.each(['https://shop.example/', 'https://shop.example:443/', 'https://shop.example:8443/hooks?tenant=7', 'https://shop.example:1024/'])('may be %s', (text) => {
    expect(readWebhookUrl(text, strict).protocol).toBe('https:');
  });

  it('WHK-04: shows plainly where a host written as a number leads', () => {
    expect(readWebhookUrl('https://0x7f.1/', strict).hostname).toBe('127.0.0.1');
    expect(readWebhookUrl('https://2130706433/', strict).hostname).toBe('127.0.0.1');
    expect(readWebhookUrl('https://[::ffff:127.0.0.1]/', strict).hostname).toBe('[::ffff:7f00:1]');
  });
});
