import type { Config } from '@tandem/platform-server';

/** Contexts of authentication that stand for several factors: OpenID EAP, PAPE, REFEDS. */
const SEVERAL_FACTORS = new Set(['phr', 'phrh', 'http://schemas.openid.net/pape/policies/2007/06/multi-factor', 'https://refeds.org/profile/mfa']);

/** What people call the outside issuer; undefined when they sign in here. */
export function labelOf(config: Config): string | undefined {
  const issuer = config.get('OIDC_ISSUER');
  return issuer === undefined ? undefined : (config.get('OIDC_LABEL') ?? new URL(issuer).host);
}

/** How an outside issuer says that it identified somebody, in the words of RFC 8176; `mfa` also when only its context says so. */
export function methodsOf({ amr, acr }: Readonly<Record<string, unknown>>): string[] {
  const methods = Array.isArray(amr) ? amr.filter((method): method is string => typeof method === 'string').slice(0, 20) : [];
  return typeof acr === 'string' && SEVERAL_FACTORS.has(acr) && !methods.includes('mfa') ? [...methods, 'mfa'] : methods;
}
