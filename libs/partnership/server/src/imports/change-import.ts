import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { importChecked } from '@tandem/partnership-contract';
import type { ImportMapping } from '@tandem/partnership-contract';
import { requireColumns } from '@tandem/partnership-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { checkRows } from './check-rows';
import { lockImport, recordImport, writeRows } from './import-records';
import { knownAddresses } from './known-addresses';
import type { CsvRow } from './read-csv';

/** What is to be read in another way. */
export interface ImportChange {
  readonly id: string;
  readonly etag?: string | undefined;
  readonly mapping?: ImportMapping | undefined;
  readonly language?: 'de' | 'en' | undefined;
}

/** Reads the columns of a checked import in another way and checks every row again (IMP-03). */
@Injectable()
export class ChangeImport {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  async run(actor: Actor, { id, etag, mapping, language }: ImportChange): Promise<void> {
    const entity = await lockImport(this.em, actor, id, etag);
    entity.reread(mapping ? requireColumns(mapping, entity.columns) : entity.mapping, language ?? entity.language);
    const rows = await this.em.execute<CsvRow[]>('select number, cells from partnership_import_row where import_id = ? order by number', [id]);
    const known = (emails: readonly string[]) => knownAddresses(this.em, actor.organisationId, emails, this.clock.now());
    await writeRows(this.em, id, await checkRows(rows, entity, known));
    recordImport(this.events, importChecked, entity, actor);
    await this.em.flush();
  }
}
