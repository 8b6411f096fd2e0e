import type { Refusal } from '@tandem/platform-kernel';
import { getDomain, getDomainWithoutSuffix } from 'tldts';
import { WEB_MAIL_DOMAINS } from './web-mail.data';

const known = new Set(WEB_MAIL_DOMAINS);

/** Domains that a tenant signs in with and nobody reads mail at (ENR-09). */
const SIGN_IN_DOMAIN = 'onmicrosoft.com';

/** Host of an address as mail servers look it up: lower case, internationalised names in their ASCII form (UTS 46); undefined when there is none. */
function hostOf(email: string): string | undefined {
  const given = `https://${email.trim().slice(email.trim().lastIndexOf('@') + 1).replace(/\.$/, '')}`;
  return URL.canParse(given) ? new URL(given).hostname : undefined;
}

/** The domain under which an address, a host or a website is registered, in ASCII: the same for all sub-domains and ways to write it; undefined when there is none. */
export function registeredDomainOf(addressOrHost: string): string | undefined {
  const host = hostOf(addressOrHost.replace(/^https?:\/\//i, ''));
  return (host && getDomain(host, { allowPrivateDomains: true })) ?? undefined;
}

/**
 * Whether an address belongs to a web-mail provider (ENR-08). Judged by the registrable domain (Public Suffix List), so that sub-domains, case
 * and tags make no difference, while a domain that merely resembles one passes.
 * @param more domains that the operator added; `*` as the last part stands for any public suffix.
 */
export function isWebMail(email: string, more: readonly string[] = []): boolean {
  const host = hostOf(email);
  const domain = host && getDomain(host);
  if (!domain) return false;
  const family = `${getDomainWithoutSuffix(host) ?? ''}.*`;
  return [domain, family].some((name) => known.has(name) || more.includes(name));
}

/** Why an address is none that a company's contact can have (ENR-08, ENR-09); undefined when it can. */
export function refusalOfCompanyMail(email: string, field: string, more: readonly string[] = []): Refusal | undefined {
  if (isWebMail(email, more)) return { rule: 'ENR-08', reason: 'WEBMAIL_NOT_ALLOWED', kind: 'invalid', field };
  const host = hostOf(email);
  const signIn = host === SIGN_IN_DOMAIN || host?.endsWith(`.${SIGN_IN_DOMAIN}`) === true;
  return signIn ? { rule: 'ENR-09', reason: 'SIGN_IN_DOMAIN_NOT_ALLOWED', kind: 'invalid', field } : undefined;
}
