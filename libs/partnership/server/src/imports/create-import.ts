import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { importChecked } from '@tandem/partnership-contract';
import type { ImportMapping } from '@tandem/partnership-contract';
import { guessMapping, RequestImport, requireColumns } from '@tandem/partnership-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { checkRows } from './check-rows';
import { recordImport, writeRows } from './import-records';
import { knownAddresses } from './known-addresses';
import { readCsv } from './read-csv';

/** A file to check; columns are guessed where no mapping is given. */
export interface ImportInput {
  readonly csv: string;
  readonly fileName?: string | undefined;
  readonly encoding?: string | undefined;
  readonly mapping?: ImportMapping | undefined;
  readonly language?: 'de' | 'en' | undefined;
}

const LOOKED_AT = 50;

/** Checks a file of addresses and keeps it with what would become of each row; nothing is sent (IMP-01). */
@Injectable()
export class CreateImport {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  async run(actor: Actor, { csv, mapping, language = actor.locale, fileName, encoding }: ImportInput): Promise<RequestImport> {
    const now = this.clock.now();
    const { organisationId, userId, clientId, name, email } = actor;
    const { rows, columns, separator } = readCsv(csv);
    const wanted = mapping ? requireColumns(mapping, columns) : guessMapping(columns, rows.slice(0, LOOKED_AT).map(({ cells }) => cells));
    const entity = RequestImport.check({ sender: { organisationId, userId, clientId, name, email }, fileName, encoding, separator, columns, mapping: wanted, language }, now);
    this.em.persist(entity);
    recordImport(this.events, importChecked, entity, actor);
    await this.em.flush();
    await writeRows(this.em, entity.id, await checkRows(rows, entity, (emails) => knownAddresses(this.em, organisationId, emails, now)));
    return entity;
  }
}
