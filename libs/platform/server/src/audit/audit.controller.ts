import type { Readable } from 'node:stream';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Inject, Optional } from '@nestjs/common';
import { countAuditRecords, exportAuditRecords, getAuditRecord, listAuditRecords } from '@tandem/platform-contract';
import type { AnswerOf, AuditRecord, InputOf } from '@tandem/platform-contract';
import { Clock, notFound } from '@tandem/platform-kernel';
import * as z from 'zod';
import type { Actor } from '../auth/actor';
import { csvDownload } from '../csv/csv-download';
import type { Answer } from '../http/answer';
import { pageSize, readCursor, seekPage } from '../http/collection';
import { CurrentActor } from '../http/current-actor.decorator';
import { Endpoint } from '../http/endpoint.decorator';
import { Input } from '../http/input.decorator';
import { OrganisationNames } from '../watching/organisation-names';
import { auditConditions } from './audit-conditions';
import { auditPeriod } from './audit-period';
import { exportedAuditRecords } from './export-audit-records';
import { AUDIT_EXPORT_WORDS } from './export-audit-records.words.data';
import { countAudit, findAuditRecords } from './list-audit-records';
import type { AuditReading } from './list-audit-records';

/** `from`: where the period of the first page began; without a start of its own it would move from page to page. */
const Position = z.object({ at: z.iso.datetime(), id: z.uuid(), from: z.iso.datetime() });

/** The activity log (AUD-01, AUD-02): events as audit records. */
@Controller()
export class AuditController {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Clock) private readonly clock: Clock,
    @Optional() @Inject(OrganisationNames) private readonly names?: OrganisationNames,
  ) {}

  @Endpoint(listAuditRecords)
  async list(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof listAuditRecords>): Promise<AnswerOf<typeof listAuditRecords>> {
    const after = readCursor(input, Position);
    const period = after ? { from: new Date(after.from) } : auditPeriod(input.query, this.clock.now());
    const where = await auditConditions(period, input.query, this.names);
    const size = pageSize(input.query);
    const found = await findAuditRecords(this.em, actor, { where, organisation: input.query.organisation, after, limit: size + 1 }, this.names);
    return seekPage(input, found, { path: listAuditRecords.path, view: (record) => record, position: ({ operationDate, id }) => ({ at: operationDate, id, from: period.from.toISOString() }) });
  }

  @Endpoint(exportAuditRecords, { produces: 'text/csv' })
  async export(@CurrentActor() actor: Actor, @Input() { query }: InputOf<typeof exportAuditRecords>): Promise<Answer<Readable>> {
    const language = query.language ?? actor.locale;
    const pages = exportedAuditRecords(this.em.fork(), actor, await this.asked(query), language, this.names);
    return csvDownload({ name: 'activity-log', header: AUDIT_EXPORT_WORDS[language].columns, pages, separator: query.separator });
  }

  @Endpoint(countAuditRecords)
  async count(@CurrentActor() actor: Actor, @Input() { query }: InputOf<typeof countAuditRecords>): Promise<AnswerOf<typeof countAuditRecords>> {
    return countAudit(this.em, actor, await this.asked(query));
  }

  @Endpoint(getAuditRecord)
  async get(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof getAuditRecord>): Promise<AuditRecord> {
    const [record] = await findAuditRecords(this.em, actor, { where: { sql: 'e.id = ?', params: [params.id] }, limit: 1 }, this.names);
    if (!record) throw notFound();
    return record;
  }

  private async asked(query: InputOf<typeof countAuditRecords>['query']): Promise<Pick<AuditReading, 'where' | 'organisation'>> {
    return { where: await auditConditions(auditPeriod(query, this.clock.now()), query, this.names), organisation: query.organisation };
  }
}
