import { lookup } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { DomainError } from '@tandem/platform-kernel';
import { Config } from '@tandem/platform-server';
import { isPublicAddress, readWebhookUrl } from '@tandem/webhooks-domain';

/** Asks for the addresses of a host, as this machine knows them. */
@Injectable()
export class HostNames {
  /** All of them. @throws Error when there are none. */
  addressesOf(host: string): Promise<LookupAddress[]> {
    return lookup(host, { all: true });
  }
}

const LOOKUP_MS = 3_000;

const refuse = (reason: 'WEBHOOK_HOST_UNKNOWN' | 'WEBHOOK_ADDRESS_PRIVATE'): DomainError => new DomainError({ rule: 'WHK-04', reason, kind: 'invalid', field: 'WebhookUrl' });

/** Says where a webhook may go: judged when it is registered, and again before every attempt, because a name can lead elsewhere by then. */
@Injectable()
export class WebhookTargets {
  constructor(
    private readonly config: Config,
    private readonly names: HostNames,
  ) {}

  /** The address as it is written. @throws DomainError of rule WHK-03 */
  read(text: string): URL {
    return readWebhookUrl(text, { http: this.config.get('SANDBOX'), private: this.config.get('WEBHOOK_ALLOW_PRIVATE') });
  }

  /**
   * The addresses that a connection may be made to, and to no others. One that is not public among them refuses all.
   * @throws DomainError WEBHOOK_HOST_UNKNOWN, WEBHOOK_ADDRESS_PRIVATE (WHK-04)
   */
  async addressesOf({ hostname }: URL): Promise<LookupAddress[]> {
    const host = hostname.replace(/^\[(.*)\]$/, '$1');
    const found = isIP(host) ? [{ address: host, family: isIP(host) }] : await this.ask(host);
    if (found.length === 0) throw refuse('WEBHOOK_HOST_UNKNOWN');
    if (!this.config.get('WEBHOOK_ALLOW_PRIVATE') && found.some(({ address }) => !isPublicAddress(address))) throw refuse('WEBHOOK_ADDRESS_PRIVATE');
    return found;
  }

  private async ask(host: string): Promise<LookupAddress[]> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<LookupAddress[]>((done) => (timer = setTimeout(done, LOOKUP_MS, [])));
    try {
      return await Promise.race([this.names.addressesOf(host), late]);
    } catch {
      return [];
    } finally {
      clearTimeout(timer);
    }
  }
}
