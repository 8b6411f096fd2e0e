import { Resolver } from 'node:dns/promises';
import { Injectable } from '@nestjs/common';
import type { Outside } from '@tandem/enrollment-domain';
import { Config } from '@tandem/platform-server';

/** Milliseconds that a server of names gets for an answer; it is asked twice. */
const PATIENCE_MS = 2000;

const codeOf = (error: unknown): string => (typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '');

/** Asks the DNS whether a domain takes mail. Whatever goes wrong there is `unknown`: nobody is held up or suspected because of it. */
@Injectable()
export class MailDomains {
  private readonly resolver: Resolver | undefined;

  constructor(config: Config) {
    const servers = config.get('REVIEW_DNS');
    if (servers === 'off') return;
    this.resolver = new Resolver({ timeout: PATIENCE_MS, tries: 2 });
    if (servers !== 'system') this.resolver.setServers(servers.split(',').map((server) => server.trim()));
  }

  /** Whether anybody is asked at all. */
  get asks(): boolean {
    return this.resolver !== undefined;
  }

  /** A domain without a record for mail takes it at its own address (RFC 5321, 5.1), unless its only record says that it takes none (RFC 7505). */
  async ask(domain: string): Promise<Outside> {
    const { resolver } = this;
    if (!resolver) return 'unknown';
    try {
      const exchanges = await resolver.resolveMx(domain);
      return exchanges.some(({ exchange }) => exchange !== '' && exchange !== '.') ? 'yes' : 'no';
    } catch (error) {
      if (codeOf(error) === 'ENOTFOUND') return 'no';
      return codeOf(error) === 'ENODATA' ? this.hasAddress(resolver, domain) : 'unknown';
    }
  }

  private async hasAddress(resolver: Resolver, domain: string): Promise<Outside> {
    const found = await Promise.allSettled([resolver.resolve4(domain), resolver.resolve6(domain)]);
    if (found.some(({ status }) => status === 'fulfilled')) return 'yes';
    return found.every((one) => one.status === 'rejected' && ['ENODATA', 'ENOTFOUND'].includes(codeOf(one.reason))) ? 'no' : 'unknown';
  }
}
