import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPairSync } from 'node:crypto';
import { RECEIVER_SNIPPET } from '@tandem/webhooks-contract';
import { newSecret, signatureHeaders } from '../signing/sign-webhook';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const secrets = [newSecret(), newSecret()];
const body = '{"EventName":"test-created","ResourceName":"Prüfung"}';
const headers = (at = new Date()): Record<string, string> =>
  signatureHeaders({ id: '0198-7', body, secrets, privateKey: keys.privateKey, certificateUrl: 'https://partners.example/', ownHeader: false }, at);

describe('the example of a receiver', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tandem-snippet-'));
  afterAll(() => rmSync(dir, { recursive: true }));
  /** What the example says of a call: the event's name, or why it refuses. */
  const verdict = (secret: string, given: Record<string, string>, text = body): string => {
    const call = `\ntry { console.log(verify(...${JSON.stringify([secret, given, text])}).EventName); } catch (error) { console.log(error.message); }\n`;
    writeFileSync(join(dir, 'receiver.mjs'), RECEIVER_SNIPPET + call);
    return execFileSync(process.execPath, [join(dir, 'receiver.mjs')], { encoding: 'utf8' }).trim();
  };

  it('WHK-08: takes what is genuine, by the new secret and by the old one', () => {
    expect(secrets.map((secret) => verdict(secret, headers()))).toEqual(['test-created', 'test-created']);
  });

  it('WHK-08: refuses another secret, another body, another id, and what is old', () => {
    expect(verdict(newSecret(), headers())).toBe('Not genuine');
    expect(verdict(secrets[0] ?? '', headers(), body.replace('test', 'best'))).toBe('Not genuine');
    expect(verdict(secrets[0] ?? '', { ...headers(), 'webhook-id': '0198-8' })).toBe('Not genuine');
    expect(verdict(secrets[0] ?? '', headers(new Date(Date.now() - 301_000)))).toBe('Too old');
  });

  it('stands in the documentation as it is', () => {
    expect(readFileSync(join(import.meta.dirname, '../../../../../docs/api.md'), 'utf8')).toContain(RECEIVER_SNIPPET);
  });
});
