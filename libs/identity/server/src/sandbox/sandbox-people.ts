import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@tandem/platform-kernel';
import { clientOf } from './identity-sandbox';

interface Found {
  readonly userId: string;
  readonly organisationId: string;
  readonly domain: string;
  readonly clientId: string | null;
}

/** People of the sandbox by address, with an API client of their organisation to get tokens through. */
@Injectable()
export class SandboxPeople {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** An organisation that came later has a client like those of the cast from the first time on that it is asked for. Undefined when nobody active has the address. */
  async byEmail(email: string): Promise<{ userId: string; clientId: string } | undefined> {
    const [found] = await this.em.execute<Found[]>(
      `select u.id as "userId", o.id as "organisationId", o.domain, (select client_id from api_client c where c.organisation_id = o.id and c.state = 'active' order by c.created_at limit 1) as "clientId"
       from partner_user u join organisation o on o.id = u.organisation_id where u.email = ? and u.state = 'active'`,
      [email.trim().toLowerCase()],
    );
    if (!found) return undefined;
    const { userId, clientId } = found;
    return { userId, clientId: clientId ?? (await this.open(found)) };
  }

  private async open({ organisationId, domain }: Found): Promise<string> {
    const made = await clientOf({ id: organisationId, domain, name: domain }, this.clock.now());
    await this.em.fork().transactional(async (em) => {
      em.persist(made);
      await em.flush();
    });
    return domain;
  }
}
