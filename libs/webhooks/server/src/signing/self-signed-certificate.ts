import { createHash, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { bits, der, identifier, instant, integer, nothing, octets, sequence, set, utf8, yes } from './der';

/** Twenty years: receivers pin it, and it is made once. */
const VALID_YEARS = 20;

const SHA256_WITH_RSA = sequence(identifier('1.2.840.113549.1.1.11'), nothing);
const [ORGANISATION, COMMON_NAME] = ['2.5.4.10', '2.5.4.3'];
const [SUBJECT_KEY, KEY_USAGE, BASIC_CONSTRAINTS] = ['2.5.29.14', '2.5.29.15', '2.5.29.19'];
const DIGITAL_SIGNATURE = bits(Buffer.from([0x80]), 7);

const attribute = (type: string, value: string): Buffer => set(sequence(identifier(type), utf8(value)));
const extension = (type: string, value: Buffer, ...critical: readonly Buffer[]): Buffer => sequence(identifier(type), ...critical, octets(value));

/**
 * A certificate (X.509 v3, PEM) for an RSA key, signed by the key itself: it says whose signature this is, and may sign data only.
 * @param host the common name, as in `partners.example`.
 */
export function selfSignedCertificate({ privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject }, host: string, now: Date): string {
  const name = sequence(attribute(ORGANISATION, 'Tandem'), attribute(COMMON_NAME, host.slice(0, 64)));
  const end = new Date(now);
  end.setUTCFullYear(end.getUTCFullYear() + VALID_YEARS);
  const subjectKey = createHash('sha1').update(publicKey.export({ type: 'pkcs1', format: 'der' })).digest();
  const content = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    SHA256_WITH_RSA,
    name,
    sequence(instant(now), instant(end)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extension(BASIC_CONSTRAINTS, sequence(), yes), extension(KEY_USAGE, DIGITAL_SIGNATURE, yes), extension(SUBJECT_KEY, octets(subjectKey)))),
  );
  const whole = sequence(content, SHA256_WITH_RSA, bits(sign('sha256', content, privateKey)));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
