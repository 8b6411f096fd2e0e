import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { listOffboardings, markOffboarding, markOffboardings } from '@tandem/enrollment-contract';
import type { OffboardingView } from '@tandem/enrollment-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { CurrentActor, Endpoint, Input } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { EachByItself } from '../by-file/each-by-itself';
import type { RowAct } from '../by-file/each-by-itself';
import { MarkOffboarding } from './mark-offboarding';
import type { Marked } from './mark-offboarding';
import { findOffboardings, readOffboarding } from './offboarding.view';

type Person = Actor & { readonly userId: string };

/** Which direct-bill partners may become resellers, for the operator. */
@Controller()
export class OffboardingController {
  constructor(
    private readonly em: EntityManager,
    private readonly marking: MarkOffboarding,
    private readonly each: EachByItself,
  ) {}

  @Endpoint(listOffboardings)
  list(@Input() input: InputOf<typeof listOffboardings>): Promise<AnswerOf<typeof listOffboardings>> {
    return findOffboardings(this.em, input);
  }

  @Endpoint(markOffboarding)
  async mark(@CurrentActor() actor: Person, @Input() { params, body }: InputOf<typeof markOffboarding>): Promise<OffboardingView> {
    await this.marking.run(actor, params.id, body.identified ? (body.reason ?? '') : null);
    return readOffboarding(this.em, params.id);
  }

  @Endpoint(markOffboardings)
  async markMany(@CurrentActor() actor: Person, @Input() { body }: InputOf<typeof markOffboardings>): Promise<AnswerOf<typeof markOffboardings>> {
    const reasonOf = (own: string | undefined): string | null => (body.identified ? (own ?? body.reason ?? '') : null);
    const rows = body.partners.map((named) => (typeof named === 'string' ? { partner: named } : named));
    const marks: RowAct<(typeof rows)[number] & { reason?: string | undefined }, Marked> = { keyOf: ({ id }) => id, act: ({ id }, { reason }) => this.marking.run(actor, id, reasonOf(reason)) };
    return { items: await this.each.run(rows, marks, body.dryRun === true) };
  }
}
