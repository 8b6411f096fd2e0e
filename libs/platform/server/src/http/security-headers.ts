import type { ConfigValues } from '../config/config';

/** What every answer tells a browser: keep to what is said, show it in no frame, share it with no other site. Pages loosen the policy for themselves. */
const HEADERS = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  // The filter of old browsers could be turned against a page.
  'x-xss-protection': '0',
};

/** The headers for security, made once: they are the same for every request. Over https browsers remember for a year to use nothing else. */
export const securityHeaders = ({ PUBLIC_URL }: Pick<ConfigValues, 'PUBLIC_URL'>): Readonly<Record<string, string>> =>
  PUBLIC_URL.startsWith('https:') ? { ...HEADERS, 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : HEADERS;
