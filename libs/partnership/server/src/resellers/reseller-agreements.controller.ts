import type { Readable } from 'node:stream';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { countResellerAgreementsExport, exportResellerAgreements, listResellerAgreements } from '@tandem/partnership-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { csvDownload, CurrentActor, Endpoint, Input } from '@tandem/platform-server';
import type { Actor, Answer } from '@tandem/platform-server';
import { AGREEMENT_COLUMNS, exportedAgreements } from './export-reseller-agreements';
import { countAgreementsOfResellers, listAgreementsOfResellers } from './reseller-agreements';

/** A provider's table of which of its resellers have signed the partner agreement (AGR-07). */
@Controller()
export class ResellerAgreementsController {
  constructor(private readonly em: EntityManager) {}

  @Endpoint(exportResellerAgreements, { produces: 'text/csv' })
  export(@CurrentActor() { organisationId, locale }: Actor, @Input() { query }: InputOf<typeof exportResellerAgreements>): Promise<Answer<Readable>> {
    const language = query.language ?? locale;
    return csvDownload({ name: 'reseller-agreements', header: AGREEMENT_COLUMNS[language], pages: exportedAgreements(this.em.fork(), organisationId, query, language), separator: query.separator });
  }

  @Endpoint(countResellerAgreementsExport)
  count(@CurrentActor() actor: Actor, @Input() { query }: InputOf<typeof countResellerAgreementsExport>): Promise<AnswerOf<typeof countResellerAgreementsExport>> {
    return countAgreementsOfResellers(this.em, actor, query);
  }

  @Endpoint(listResellerAgreements)
  list(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof listResellerAgreements>): Promise<AnswerOf<typeof listResellerAgreements>> {
    return listAgreementsOfResellers(this.em, actor, input);
  }
}
