import type { Readable } from 'node:stream';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { PersonalLinks } from '@tandem/invitations-server';
import { countIndirectResellers, countIndirectResellersExport, exportIndirectResellers, listIndirectResellers } from '@tandem/partnership-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { Clock } from '@tandem/platform-kernel';
import { csvDownload, CurrentActor, Endpoint, Input } from '@tandem/platform-server';
import type { Actor, Answer } from '@tandem/platform-server';
import { countExport, countResellers } from './count-indirect-resellers';
import { EXPORT_COLUMNS, exportedPages } from './export-indirect-resellers';
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

  @Endpoint(exportIndirectResellers, { produces: 'text/csv' })
  export(@CurrentActor() actor: Actor, @Input() { query }: InputOf<typeof exportIndirectResellers>): Promise<Answer<Readable>> {
    const language = query.language ?? actor.locale;
    const list = new ResellerList(this.em.fork(), this.links, this.clock.now());
    return csvDownload({ name: 'indirect-resellers', header: EXPORT_COLUMNS[language], pages: exportedPages(list, actor.organisationId, query, language), separator: query.separator });
  }

  @Endpoint(countIndirectResellersExport)
  countExport(@CurrentActor() actor: Actor, @Input() { query }: InputOf<typeof countIndirectResellersExport>): Promise<AnswerOf<typeof countIndirectResellersExport>> {
    return countExport(this.em, actor, query, this.clock.now());
  }

  @Endpoint(listIndirectResellers)
  list(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof listIndirectResellers>): Promise<AnswerOf<typeof listIndirectResellers>> {
    return new ResellerList(this.em, this.links, this.clock.now()).page(actor, input);
  }
}
