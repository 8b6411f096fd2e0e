import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Inject } from '@nestjs/common';
import { getMe } from '@tandem/identity-contract';
import { Config, CurrentActor, Endpoint } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { meView } from './me.view';

/** Who calls. */
@Controller()
export class MeController {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Config) private readonly config: Config,
  ) {}

  @Endpoint(getMe)
  getMe(@CurrentActor() actor: Actor) {
    return meView(this.em, actor, this.config.get('SANDBOX'));
  }
}
