import { collectionOf, endpoint, Instant } from '@tandem/platform-contract';
import * as z from 'zod';
import { Proof } from './security.contract';

const own = { tag: 'Security', action: 'signed-in', beforeSecondFactor: true } as const;
const one = z.object({ id: z.uuid() });

/** Longest name of a passkey. */
export const PASSKEY_NAME_LIMIT = 60;

const name = z.string().trim().min(1).max(PASSKEY_NAME_LIMIT);
/** Bytes, as WebAuthn writes them in JSON. */
const bytes = (most: number) => z.string().regex(/^[\w-]+$/).max(most);

/** A passkey of the signed-in person. */
export const PasskeyView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    createdAt: Instant,
    /** Absent until it has signed in for the first time. */
    lastUsedAt: Instant.optional(),
  })
  .meta({ id: 'Passkey' });
export type PasskeyView = z.infer<typeof PasskeyView>;

/** What a browser needs to make a passkey: `PublicKeyCredentialCreationOptionsJSON` of WebAuthn. */
export const PasskeyCreation = z
  .object({
    challenge: z.string(),
    rp: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.number().int() })),
    /** Milliseconds until the challenge is worth nothing. */
    timeout: z.number().int(),
    attestation: z.literal('none'),
    /** The person's present ones, so that a device does not make a second one. */
    excludeCredentials: z.array(z.object({ type: z.literal('public-key'), id: z.string() })),
    authenticatorSelection: z.object({ residentKey: z.literal('required'), requireResidentKey: z.literal(true), userVerification: z.literal('required') }),
  })
  .meta({ id: 'PasskeyCreation' });
export type PasskeyCreation = z.infer<typeof PasskeyCreation>;

/** What the browser gives back: `RegistrationResponseJSON` of WebAuthn, as far as it is read. */
export const NewPasskey = z
  .object({
    name,
    credential: z.object({
      id: bytes(1400),
      rawId: bytes(1400),
      type: z.literal('public-key'),
      response: z.object({ clientDataJSON: bytes(4000), attestationObject: bytes(40_000) }),
    }),
  })
  .meta({ id: 'NewPasskey' });
export type NewPasskey = z.infer<typeof NewPasskey>;

export const listPasskeys = endpoint({
  ...own,
  method: 'GET',
  path: '/v1/me/passkeys',
  summary: 'Passkeys of the signed-in person, ten at most, and whether this installation can take any',
  response: collectionOf(PasskeyView).extend({
    /** Browsers make passkeys for https with a name, or localhost, only. */
    offered: z.boolean(),
  }),
});

export const beginPasskey = endpoint({
  ...own,
  method: 'POST',
  path: '/v1/me/passkeys/challenges',
  summary: 'Begins to register a passkey in the session of the console; good for five minutes and once',
  answers: [403, 409],
  status: 201,
  body: Proof,
  response: PasskeyCreation,
});

export const registerPasskey = endpoint({ ...own, method: 'POST', path: '/v1/me/passkeys', summary: 'Registers a passkey that the browser has made', answers: [403, 409], status: 201, body: NewPasskey, response: PasskeyView });

export const renamePasskey = endpoint({ ...own, method: 'PATCH', path: '/v1/me/passkeys/:id', summary: 'Renames an own passkey', answers: [403, 404], params: one, body: z.object({ name }), response: PasskeyView });

export const removePasskey = endpoint({ ...own, method: 'POST', path: '/v1/me/passkeys/:id/removals', summary: 'Removes an own passkey; it opens nothing from then on', answers: [403, 404], params: one, body: Proof });
