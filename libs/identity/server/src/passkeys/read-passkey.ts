import type { NewPasskey } from '@tandem/identity-contract';
import type { NewCredential } from '@tandem/identity-domain';
import * as z from 'zod';
import type { Expected } from './passkey-challenges';
import type { PasskeySite } from './passkey-site';

/** Loaded when the first passkey is read: a fifth of a second at every start otherwise. */
const webAuthn = () => import('@simplewebauthn/server');

/** Kinds of signatures (COSE): ES256, EdDSA, RS256. */
export const ALGORITHMS: readonly number[] = [-7, -8, -257];

/** What an authenticator keeps of a person, and gives back with each sign-in: the id, and nothing personal. */
export const handleOf = (userId: string): string => Buffer.from(userId).toString('base64url');

const bytes = z.string().regex(/^[\w-]+$/);

/** What a passkey answers to a challenge of a sign-in: `AuthenticationResponseJSON` of WebAuthn, as far as it is read. */
const Assertion = z.object({
  id: bytes.max(1400),
  rawId: bytes,
  type: z.literal('public-key'),
  response: z.object({ clientDataJSON: bytes, authenticatorData: bytes, signature: bytes, userHandle: bytes }),
});
export type Assertion = z.infer<typeof Assertion>;

/** A passkey as it is kept. */
export interface KeptPasskey {
  readonly credentialId: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly userId: string;
}

/** The answer that a form brings; undefined when it is none. */
export function readAssertion(text: string): Assertion | undefined {
  try {
    return Assertion.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const decoded = (text: string) => Buffer.from(text, 'base64url');

/** Whether a page of another site stood around ours; no page of ours lets itself be framed. */
const framed = (clientDataJSON: string): boolean => (JSON.parse(decoded(clientDataJSON).toString()) as { crossOrigin?: unknown }).crossOrigin === true;

/** A passkey that was made for this installation and this challenge, after its device has made sure of its person; undefined for any other. */
export async function readNewPasskey({ credential }: NewPasskey, expected: Expected, site: PasskeySite): Promise<NewCredential | undefined> {
  const { verifyRegistrationResponse } = await webAuthn();
  try {
    if (framed(credential.response.clientDataJSON)) return undefined;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...credential, clientExtensionResults: {} },
      expectedChallenge: expected,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      supportedAlgorithmIDs: [...ALGORITHMS],
      requireUserVerification: true,
    });
    if (!verified) return undefined;
    const { id, publicKey, counter } = registrationInfo.credential;
    return { credentialId: id, publicKey: Buffer.from(publicKey).toString('base64url'), counter };
  } catch {
    // What cannot be read, or is not as expected, throws.
    return undefined;
  }
}

/** What the authenticator counts after a good answer of a passkey; undefined for any other answer. */
export async function readAnswer(assertion: Assertion, kept: KeptPasskey, expected: Expected, site: PasskeySite): Promise<number | undefined> {
  if (assertion.response.userHandle !== handleOf(kept.userId)) return undefined;
  const { verifyAuthenticationResponse } = await webAuthn();
  try {
    if (framed(assertion.response.clientDataJSON)) return undefined;
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...assertion, clientExtensionResults: {} },
      expectedChallenge: expected,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      credential: { id: kept.credentialId, publicKey: new Uint8Array(decoded(kept.publicKey)), counter: kept.counter },
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    return undefined;
  }
}
