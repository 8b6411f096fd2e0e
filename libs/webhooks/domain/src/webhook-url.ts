import { DomainError } from '@tandem/platform-kernel';

/** What an installation allows beyond https to public addresses. */
export interface UrlAllowances {
  /** Plain http, in the sandbox. */
  readonly http: boolean;
  /** Private addresses and any port, when webhooks of a rehearsal stay at home. */
  readonly private: boolean;
}

const FIRST_FREE_PORT = 1024;

const refuse = (reason: 'WEBHOOK_URL_INVALID' | 'WEBHOOK_HTTPS_REQUIRED' | 'WEBHOOK_PORT_REFUSED'): DomainError =>
  new DomainError({ rule: 'WHK-03', reason, kind: 'invalid', field: 'WebhookUrl' });

/**
 * The address of a webhook; a host that is written as a number comes out as the plain IP address. Where its host leads is judged elsewhere.
 * @throws DomainError WEBHOOK_URL_INVALID, WEBHOOK_HTTPS_REQUIRED, WEBHOOK_PORT_REFUSED (WHK-03).
 */
export function readWebhookUrl(text: string, allowed: UrlAllowances): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.username || url.password || url.hash) throw refuse('WEBHOOK_URL_INVALID');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse('WEBHOOK_URL_INVALID');
  if (url.protocol === 'http:' && !allowed.http) throw refuse('WEBHOOK_HTTPS_REQUIRED');
  // Those below are of services that were not meant: mail servers, remote shells, directories.
  if (url.port !== '' && url.port !== '443' && Number(url.port) < FIRST_FREE_PORT && !allowed.private) throw refuse('WEBHOOK_PORT_REFUSED');
  return url;
}
