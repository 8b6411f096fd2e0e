import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { PersonalLinks } from '@tandem/invitations-server';
import { countIndirectResellers, listIndirectResellers } from '@tandem/partnership-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { Clock } from '@tandem/platform-kernel';
import { CurrentActor, Endpoint, Input } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { countResellers } from './count-indirect-resellers';
import { ResellerList } from './list-indirect-resellers';

/** The indirect resellers page of a provider (SCR-12). */
@Controller()
export class ResellersController {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly links: PersonalLinks,
  ) {}

  @Endpoint(countIndirectResellers)
  counts(@CurrentActor() actor: Actor): Promise<AnswerOf<typeof countIndirectResellers>> {
    return countResellers(this.em, actor, this.clock.now());
  }

  @Endpoint(listIndirectResellers)
  list(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof listIndirectResellers>): Promise<AnswerOf<typeof listIndirectResellers>> {
    return new ResellerList(this.em, this.links, this.clock.now()).page(actor, input);
  }
}
