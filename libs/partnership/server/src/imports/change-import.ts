import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { importChecked } from '@tandem/partnership-contract';
import { requireColumns } from '@tandem/partnership-domain';
import type { ColumnMapping } from '@tandem/partnership-domain';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { checkRows } from './check-rows';
import type { ImportKind } from './import-kind';
import { lockImport, recordImport, writeRows } from './import-records';
import type { CsvRow } from './read-csv';

/** What is to be read in another way. */
export interface ImportChange {
  readonly id: string;
  readonly etag?: string | undefined;
  readonly mapping?: ColumnMapping | undefined;
  readonly language?: 'de' | 'en' | undefined;
}

/** Reads the columns of a checked import in another way and checks every row again (IMP-03). */
@Injectable()
export class ChangeImport {
  constructor(
    private readonly em: EntityManager,
    private readonly events: Events,
  ) {}

  async run(kind: ImportKind, actor: Actor, { id, etag, mapping, language }: ImportChange): Promise<void> {
    const entity = await lockImport(this.em, kind, actor, id, etag);
    entity.reread(mapping ? requireColumns(kind.sheet, mapping, entity.columns) : entity.mapping, language ?? entity.language);
    const rows = await this.em.execute<CsvRow[]>('select number, cells from partnership_import_row where import_id = ? order by number', [id]);
    await writeRows(this.em, id, await checkRows(this.em, kind, entity, rows));
    recordImport(this.events, importChecked, entity, kind, actor);
    await this.em.flush();
  }
}
