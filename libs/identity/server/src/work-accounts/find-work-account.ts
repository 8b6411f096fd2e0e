import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { Organisation, registeredDomainOf, requireDomain } from '@tandem/identity-domain';
import { Config } from '@tandem/platform-server';
import { isClaimed } from './claimed';

/** Tells whoever is unsure whether their company has a work account here (ENR-05); nothing else of it. */
@Injectable()
export class FindWorkAccount {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** @param given a domain, or an address at it. @throws DomainError DOMAIN_MALFORMED, WEBMAIL_DOMAIN (ENR-08). */
  async run(given: string): Promise<{ domain: string; exists: boolean }> {
    const domain = requireDomain(registeredDomainOf(given) ?? given, this.config.get('WEBMAIL_DOMAINS'));
    const found = await this.em.findOne(Organisation, { domain });
    return { domain, exists: found !== null && (await isClaimed(this.em, found.id)) };
  }
}
