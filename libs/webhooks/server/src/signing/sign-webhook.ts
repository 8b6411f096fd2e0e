import { createHmac, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

const PREFIX = 'whsec_';

/** A new secret of a webhook, in the form of Standard Webhooks: `whsec_` and 256 random bits in base64. */
export const newSecret = (): string => `${PREFIX}${randomBytes(32).toString('base64')}`;

/** The signature of Standard Webhooks (v1, HMAC-SHA256) by one secret. `seconds` since 1970. */
export function standardSignature(secret: string, { id, seconds, body }: { id: string; seconds: number; body: string }): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
}

/** What is signed, and with what. */
export interface Signing {
  readonly id: string;
  readonly body: string;
  /** The present one first; each signs. */
  readonly secrets: readonly string[];
  readonly privateKey: KeyObject;
  /** Where the certificate of `privateKey` is. */
  readonly certificateUrl: string;
  /** Whether the RSA signature goes into a header of its own. */
  readonly ownHeader: boolean;
}

/** The headers that prove where a webhook comes from: by certificate as existing receivers check it, and by secret (standardwebhooks.com). */
export function signatureHeaders({ id, body, secrets, privateKey, certificateUrl, ownHeader }: Signing, now: Date): Record<string, string> {
  const rsa = sign('sha256', Buffer.from(body, 'utf8'), privateKey).toString('base64');
  const seconds = Math.floor(now.getTime() / 1000);
  return {
    ...(ownHeader ? { 'x-ms-signature': rsa } : { authorization: `Signature ${rsa}` }),
    'X-MS-Certificate-Url': certificateUrl,
    'X-MS-Signature-Algorithm': 'rsa-sha256',
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': secrets.map((secret) => standardSignature(secret, { id, seconds, body })).join(' '),
  };
}
