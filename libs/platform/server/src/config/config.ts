import { isIP } from 'node:net';
import * as z from 'zod';
import { DomainLimits } from '../mail/domain-limits';
import { WebMailDomains } from './web-mail-domains';

const flag = z.stringbool();
const keys = z.string().transform((text) => text.split(',').map((key) => key.trim())).pipe(z.array(z.string().min(32)).min(1));
const integer = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const address = (...schemes: readonly string[]) => z.url({ protocol: new RegExp(`^(${schemes.join('|')})$`), error: `no address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}` });

const NAMED = new Set(['loopback', 'linklocal', 'uniquelocal']);
const proxies = (text: string): boolean => /^(true|false|\d{1,3})$/.test(text) || text.split(',').every((part) => NAMED.has(part.trim()) || isNetwork(part.trim()));

/** An IP address, alone or with the length of a network's prefix. */
function isNetwork(text: string): boolean {
  const [host = '', prefix] = text.split('/');
  return isIP(host) !== 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (isIP(host) === 4 ? 32 : 128)));
}

/** `off`, `system`, or addresses of DNS servers, also with a port. */
const isDns = (text: string): boolean => ['off', 'system'].includes(text) || text.split(',').every((part) => isIP(part.trim().replace(/^([\d.]+):\d+$|^\[(.+)\]:\d+$/, '$1$2')) !== 0);

/** Days after the start at which incentives are reminded of: each once, in order. */
const reminderDays = z
  .string()
  .transform((text) => (text.trim() === 'off' ? [] : text.split(',').map((day) => Number(day.trim()))))
  .pipe(z.array(z.number().int().min(1).max(30)).max(8).refine((days) => new Set(days).size === days.length, 'each day once'))
  .transform((days) => [...days].sort((one, other) => one - other));

/** What an outside issuer needs beside its address. */
const ISSUER_PARTS = ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;

/** Without TLS anybody on the way could sign in as anybody: only an issuer on this very machine may do without. */
const isSafe = (issuer: string): boolean => issuer.startsWith('https:') || /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(`${issuer}/`);

/**
 * Every setting of Tandem: one schema, parsed once before anything starts. `.env.example` and the table in the README are
 * printed from it, so each entry says what it is for. Secrets have no default.
 */
export const ConfigSchema = z.object({
  PORT: integer(0, 65535).default(3000).describe('Port of API and console, on one origin'),
  PUBLIC_URL: z.url().overwrite((url) => url.replace(/\/+$/, '')).default('http://localhost:3000').describe('Address under which people reach this installation; links in mails begin with it'),
  TRUST_PROXY: z.string().refine(proxies, 'none of these').default('false').describe('Whose X-Forwarded-For counts: `false`, a number of hops, or addresses and networks separated by commas'),
  DATABASE_URL: address('postgres', 'postgresql').describe('PostgreSQL 15 or newer; the user must own the database'),
  REDIS_URL: address('redis', 'rediss').describe('Redis 6.2 or newer with `maxmemory-policy noeviction`'),
  SMTP_URL: address('smtp', 'smtps').describe('Mail server, `smtp://user:password@host:port` or `smtps://`'),
  SMTP_POOL: integer(1, 100).default(10).describe('Connections a worker keeps to the mail server'),
  MAIL_PER_DOMAIN_PER_MINUTE: integer(0, 100_000).optional().describe('Mails that one domain of recipients gets in a minute, over all workers; more wait their turn; 0: no limit; default 600, in the sandbox 0'),
  MAIL_DOMAIN_LIMITS: DomainLimits.default(new Map()).describe('Other limits for single domains, such as `gmail.com=60,outlook.com=100`; 0: no limit'),
  MAIL_FROM: z.email().describe('Address that mails are sent from; replies go to the person who invites'),
  MAIL_FOOTER: z.string().default('').describe('Text below every mail, for instance the legally required company details'),
  SUPPORT_CONTACT: z.union([z.email(), z.url({ protocol: /^https$/ })], 'neither an e-mail address nor one that begins with https://').optional().describe('Where partners ask the operator: an e-mail address, or the https address of a page; default: the address of MAIL_FROM'),
  LINK_KEYS: keys.describe('Keys that sign personal links, newest first, separated by commas, at least 32 characters each'),
  SESSION_KEYS: keys.describe('Keys that sign cookies and encrypt second factors, newest first, separated by commas, at least 32 characters each'),
  SESSION_IDLE_HOURS: integer(1, 168).default(8).describe('Hours without a request after which a session of the console ends'),
  SESSION_HOURS: integer(1, 720).default(24).describe('Hours after which a session of the console ends in any case'),
  REQUIRE_MFA: flag.default(false).describe('People need a second factor for everything but setting one up; API clients by themselves are not concerned'),
  OIDC_ISSUER: address('https', 'http').refine(isSafe, 'no address that begins with https://').optional().describe('Outside OpenID Connect issuer that people sign in at; empty: Tandem asks for e-mail and password itself'),
  OIDC_CLIENT_ID: z.string().optional().describe('Client id of Tandem at the outside issuer; its redirect address is `PUBLIC_URL/auth/callback`'),
  OIDC_CLIENT_SECRET: z.string().optional().describe('Client secret of Tandem at the outside issuer'),
  OIDC_TENANT_CLAIM: z.string().default('tid').describe("Claim of the outside issuer that names the organisation, by Tandem's id or by domain; without it the domain of the e-mail address counts"),
  OIDC_LABEL: z.string().optional().describe('What people call the outside issuer, for the sign-in pages; default: its host name'),
  BOUNCE_TOKEN: z.string().min(32).optional().describe('Token with which a mail server reports bounces; empty: the route is closed'),
  WORKERS: integer(1, 32).default(1).describe('Worker processes of `npm start`'),
  WORKER_CONCURRENCY: integer(1, 200).default(10).describe('Jobs a worker runs at once, per queue'),
  SANDBOX: flag.default(false).describe('Sandbox mode: cast, movable clock, sandbox routes'),
  INVITATION_DAYS: integer(0, 365).default(30).describe('Days a personal link lives; 0: it does not expire'),
  INVITATIONS_PER_DAY: integer(1, 1_000_000).default(10_000).describe('Invitations an organisation may send in 24 hours'),
  IMPORT_DAYS: integer(1, 3650).default(90).describe('Days an imported file and its rows are kept after its end; what came of it stays'),
  WEBMAIL_DOMAINS: WebMailDomains.default([]).describe('More web-mail domains whose addresses no company contact may have, separated by commas; `*` as the last part stands for any public suffix, such as `postbote.*`'),
  BUSINESS_TZ: z.string().refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', 'no IANA time zone').default('UTC').describe('Time zone in which business days begin and end, such as `Europe/Berlin`'),
  REVIEW_DNS: z.string().refine(isDns, 'none of these').default('off').describe('Whether a review asks the DNS if mail arrives at the domain of the support address: `off`, `system`, or addresses of DNS servers separated by commas, such as `9.9.9.9`'),
  INCENTIVE_INVITE_DELAY_DAYS: integer(0, 30).default(0).describe('Days after a program became active until the invitation to its incentive goes out; it is due after 30'),
  REMINDER_DAYS: reminderDays.default([7, 14, 21, 28]).describe('Days after a program became active at which whoever has not enrolled in its incentive is reminded, separated by commas; `off`: never'),
  INCENTIVE_FOR_NEW_RESELLERS: flag.default(false).describe('Whether resellers by ordinary enrollment are invited to the incentive too, not only those who came from direct bill'),
  INCENTIVE_SENDER: z.string().trim().min(1).max(80).default('Partner Center').describe('Name under which mails about incentives are sent'),
  RATE_LIMIT_PER_MINUTE: integer(1, 1_000_000).optional().describe('Requests per minute, organisation and client; default 600, in the sandbox 6000'),
  ON_UNCERTAIN: z.enum(['hold', 'resend']).default('hold').describe('What happens to a mail of which nobody knows whether it was sent'),
  WEBHOOK_ALLOW_PRIVATE: flag.default(false).describe('Whether webhooks may go to private and local addresses, for rehearsals; leave it off where others register them'),
  MAIL_PORT: integer(0, 65535).default(1025).describe('SMTP port of the mail inbox of `npm start`'),
  MAIL_WEB_PORT: integer(0, 65535).default(1080).describe('Web page of the mail inbox of `npm start`'),
  OTEL_EXPORTER_OTLP_ENDPOINT: address('http', 'https').optional().describe('Collector that traces are sent to (OTLP over HTTP); empty: none are recorded'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info').describe('Least severe log lines that are written'),
}).superRefine((values, context) => {
  if (values.OIDC_ISSUER === undefined) return;
  for (const name of ISSUER_PARTS) if (values[name] === undefined) context.addIssue({ code: 'custom', path: [name], message: 'needed with OIDC_ISSUER' });
});

/** The parsed settings. */
export type ConfigValues = z.output<typeof ConfigSchema>;

/** The settings as an injectable: `constructor(private readonly config: Config)`, then `config.get('PORT')`. */
export class Config {
  constructor(readonly values: ConfigValues) {}

  get<Name extends keyof ConfigValues>(name: Name): ConfigValues[Name] {
    return this.values[name];
  }
}
