import type * as z from 'zod';
import type { JobDefinition } from './definition';

/** Where a row's payload says its version; no payload may name a field of its own like this. */
const VERSION = 'v';

/** A payload as a handler gets it, or why this version of the program cannot read it. */
export type ReadPayload<Payload> = { readonly payload: Payload; readonly fault?: undefined } | { readonly fault: string };

/** What is stored of a payload: with its version, but for the first one. @throws ZodError when it does not fit the definition. */
export function writePayload({ payload, version }: Pick<JobDefinition, 'payload' | 'version'>, given: unknown): unknown {
  const parsed = payload.parse(given);
  return version === 0 ? parsed : { ...(parsed as object), [VERSION]: version };
}

/**
 * Reads a stored payload: one of an older deploy is brought up to the present version, one of a newer deploy or in a form that
 * nobody knows is told apart, so that it can be parked until a deploy that knows it. Never throws.
 */
export function readPayload<Payload extends z.ZodType>({ name, payload, version, upcast }: Pick<JobDefinition<Payload>, 'name' | 'payload' | 'version' | 'upcast'>, stored: unknown): ReadPayload<z.output<Payload>> {
  if (typeof stored !== 'object' || stored === null) return { fault: `The payload of ${name} is no object` };
  const { [VERSION]: given = 0, ...first } = stored as Record<string, unknown>;
  if (typeof given !== 'number' || !Number.isInteger(given) || given < 0) return { fault: `The version ${JSON.stringify(given)} of the payload of ${name} is none` };
  if (given > version) return { fault: `The payload of ${name} has version ${given}, this program knows ${version} and older` };
  try {
    const present = upcast.slice(given).reduce<Readonly<Record<string, unknown>>>((older, step) => step(older), first);
    const parsed = payload.safeParse(present);
    return parsed.success ? { payload: parsed.data } : { fault: `The payload does not fit: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`.slice(0, 500) };
  } catch (error) {
    return { fault: `The payload of version ${given} could not be brought to version ${version}: ${String(error)}`.slice(0, 500) };
  }
}
