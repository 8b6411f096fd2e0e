import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { importChecked } from '@tandem/partnership-contract';
import { FileImport, guessMapping, requireColumns } from '@tandem/partnership-domain';
import type { ColumnMapping } from '@tandem/partnership-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { checkRows } from './check-rows';
import type { ImportKind } from './import-kind';
import { recordImport, writeRows } from './import-records';
import { readCsv } from './read-csv';

/** A file to check; columns are guessed where no mapping is given. */
export interface ImportInput {
  readonly csv: string;
  readonly fileName?: string | undefined;
  readonly encoding?: string | undefined;
  readonly mapping?: ColumnMapping | undefined;
  readonly language?: 'de' | 'en' | undefined;
}

const LOOKED_AT = 50;

/** Checks a file and keeps it with what would become of each row; nothing is done (IMP-01). */
@Injectable()
export class CreateImport {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  async run(kind: ImportKind, actor: Actor, { csv, mapping, language = actor.locale, fileName, encoding }: ImportInput): Promise<FileImport> {
    const { organisationId, userId, clientId, name, email } = actor;
    const { rows, columns, separator } = readCsv(csv, kind.sheet);
    const wanted = mapping ? requireColumns(kind.sheet, mapping, columns) : guessMapping(kind.sheet, columns, rows.slice(0, LOOKED_AT).map(({ cells }) => cells));
    const sender = { organisationId, userId, clientId, name, email };
    const entity = FileImport.check({ kind: kind.name, sender, fileName, encoding, separator, columns, mapping: wanted, language }, this.clock.now());
    this.em.persist(entity);
    recordImport(this.events, importChecked, entity, kind, actor);
    await this.em.flush();
    await writeRows(this.em, entity.id, await checkRows(this.em, kind, entity, rows));
    return entity;
  }
}
