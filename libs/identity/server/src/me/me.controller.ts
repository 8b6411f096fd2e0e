import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Inject } from '@nestjs/common';
import { getMe, listPermissions, listRoleHolders } from '@tandem/identity-contract';
import { permissionOf } from '@tandem/platform-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { Config, CurrentActor, Endpoint, Input } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { OrganisationDirectory } from '../directory/organisation-directory';
import { meView } from './me.view';
import { permissionViews } from './permissions.view';

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

  @Endpoint(listPermissions)
  async listPermissions(@CurrentActor() actor: Actor): Promise<AnswerOf<typeof listPermissions>> {
    return { items: await permissionViews(this.directory, actor) };
  }

  @Endpoint(listRoleHolders)
  async listRoleHolders(@CurrentActor() actor: Actor, @Input() { query }: InputOf<typeof listRoleHolders>): Promise<AnswerOf<typeof listRoleHolders>> {
    return { items: await this.directory.whoHolds(actor.organisationId, permissionOf(query.action).anyOf) };
  }
}
