import * as z from 'zod';

/** A domain as mail servers look it up: lower case, internationalised names in their ASCII form; a last part `*` stays as it is. */
function inAscii(domain: string): string {
  const [, name, family = ''] = /^([^\s@/:?#]+?)(\.\*)?$/.exec(domain) ?? [];
  return name !== undefined && URL.canParse(`https://${name}`) ? new URL(`https://${name}`).hostname + family : domain;
}

/** Domains of web-mail providers, as the setting says them: `hausmail.de,postbote.*` (ENR-08). */
export const WebMailDomains = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()).filter((part) => part !== '').map(inAscii))
  .pipe(z.array(z.string().regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:[a-z][a-z0-9-]+|\*)$/, 'no list like hausmail.de,postbote.*')));
