import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { apiClientFirstUsed } from '@tandem/identity-contract';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';

/** Notes that an API client calls: once a minute at most, in real time; the first call is an event that whoever set it up waits for. */
@Injectable()
export class ClientUse {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Events) private readonly events: Events,
  ) {}

  /** In a transaction of its own: what the call itself does may still be refused. */
  async note(apiClientId: string, actor: Actor): Promise<void> {
    await this.em.transactional(async (em) => {
      const [noted] = await em.execute<{ first: boolean }[]>(
        `insert into api_client_use (api_client_id, organisation_id) values (?, ?)
         on conflict (api_client_id) do update set last_used_at = now() where api_client_use.last_used_at < now() - interval '1 minute'
         returning xmax = 0 as first`,
        [apiClientId, actor.organisationId],
      );
      if (!noted?.first) return;
      this.events.add(apiClientFirstUsed, { actor, organisations: [], subjects: [{ type: 'api_client', id: apiClientId }], data: { apiClientId } });
    });
  }
}
