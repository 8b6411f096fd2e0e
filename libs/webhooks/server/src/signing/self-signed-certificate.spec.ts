import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { selfSignedCertificate } from './self-signed-certificate';

describe('the certificate of the key that signs webhooks', () => {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const make = (at: string): X509Certificate => new X509Certificate(selfSignedCertificate(keys, 'partners.example', new Date(at)));

  it('names who signs, holds the key, and is signed by it', () => {
    const certificate = make('2026-11-20T09:00:00Z');
    expect(certificate.subject).toBe('O=Tandem\nCN=partners.example');
    expect(certificate.issuer).toBe(certificate.subject);
    expect(certificate.checkPrivateKey(keys.privateKey)).toBe(true);
    expect(certificate.verify(keys.publicKey)).toBe(true);
    expect(certificate.verify(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey)).toBe(false);
    expect(certificate.ca).toBe(false);
    expect(certificate.serialNumber).toMatch(/^01[0-9A-F]{30}$/);
  });

  it.each([
    ['2026-11-20T09:00:00Z', '2046-11-20T09:00:00.000Z'],
    ['2049-12-31T23:59:59Z', '2069-12-31T23:59:59.000Z'],
    ['2052-02-29T00:00:00Z', '2072-02-29T00:00:00.000Z'],
  ])('is valid from %s for twenty years', (from, until) => {
    const { validFromDate, validToDate } = make(from);
    expect([validFromDate.toISOString(), validToDate.toISOString()]).toEqual([new Date(from).toISOString(), until]);
  });

  it('is read by OpenSSL, and trusted where it is pinned', () => {
    const pem = selfSignedCertificate(keys, 'partners.example', new Date());
    const text = execFileSync('openssl', ['x509', '-noout', '-text'], { input: pem, encoding: 'utf8' });
    expect(text).toContain('Digital Signature');
    expect(text).toContain('sha256WithRSAEncryption');
  });
});
