import { DomainError } from '@tandem/platform-kernel';
import { isWebMail } from './profiles/company-mail';

const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
/** The last one is a name: what ends in a number is an address of a machine. */
const TOP = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/;

/** As it is stored and compared: lower case, letters beyond ASCII in their `xn--` form, no dot at the end; undefined when it is no domain. */
function plainDomain(given: string): string | undefined {
  try {
    const host = new URL(`http://${given.trim()}`).host;
    const labels = host.replace(/\.$/, '').split('.');
    const well = labels.length >= 2 && host.length <= 253 && labels.every((label) => LABEL.test(label)) && TOP.test(labels.at(-1) ?? '');
    return well ? labels.join('.') : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The domain of an organisation's work account, in the form in which it is unique (ORG-01).
 * @param webMail domains of web mail that the operator added.
 * @throws DomainError DOMAIN_MALFORMED, WEBMAIL_DOMAIN (ENR-08): one that belongs to everybody tells nobody apart.
 */
export function requireDomain(given: string, webMail: readonly string[] = []): string {
  const domain = /[\s/@:?#\\%]/.test(given.trim()) ? undefined : plainDomain(given);
  if (domain === undefined) throw new DomainError({ rule: 'ORG-01', reason: 'DOMAIN_MALFORMED', kind: 'invalid', field: 'domain' });
  if (isWebMail(`@${domain}`, webMail)) throw new DomainError({ rule: 'ENR-08', reason: 'WEBMAIL_DOMAIN', kind: 'invalid', field: 'domain' });
  return domain;
}
