import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Inject } from '@nestjs/common';
import { getMe, listRoleHolders } from '@tandem/identity-contract';
import { rolesOf } from '@tandem/platform-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { Config, CurrentActor, Endpoint, Input } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { OrganisationDirectory } from '../directory/organisation-directory';
import { meView } from './me.view';

/** Who calls, and whom they can ask. */
@Controller()
export class MeController {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Config) private readonly config: Config,
    @Inject(OrganisationDirectory) private readonly directory: OrganisationDirectory,
  ) {}

  @Endpoint(getMe)
  getMe(@CurrentActor() actor: Actor) {
    return meView(this.em, actor, this.config.get('SANDBOX'));
  }

  @Endpoint(listRoleHolders)
  async listRoleHolders(@CurrentActor() actor: Actor, @Input() { query }: InputOf<typeof listRoleHolders>): Promise<AnswerOf<typeof listRoleHolders>> {
    return { items: await this.directory.whoHolds(actor.organisationId, rolesOf(query.action)) };
  }
}
