import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';

/** People of the sandbox by address, with an API client of their organisation to get tokens through. */
@Injectable()
export class SandboxPeople {
  constructor(@Inject(EntityManager) private readonly em: EntityManager) {}

  /** Undefined when nobody active has the address, or the organisation has no API client. */
  async byEmail(email: string): Promise<{ userId: string; clientId: string } | undefined> {
    const [row] = await this.em.execute<{ user_id: string; client_id: string }[]>(
      `select u.id as user_id, c.client_id from partner_user u join api_client c on c.organisation_id = u.organisation_id and c.state = 'active'
       where u.email = ? and u.state = 'active' order by c.created_at limit 1`,
      [email.trim().toLowerCase()],
    );
    return row && { userId: row.user_id, clientId: row.client_id };
  }
}
