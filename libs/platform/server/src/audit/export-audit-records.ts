import type { EntityManager } from '@mikro-orm/postgresql';
import type { AuditRecord } from '@tandem/platform-contract';
import type { Actor } from '../auth/actor';
import type { OrganisationNames } from '../watching/organisation-names';
import { AUDIT_EXPORT_WORDS } from './export-audit-records.words.data';
import { findAuditRecords } from './list-audit-records';
import type { AuditPosition, AuditReading } from './list-audit-records';

/** Lines read at once. */
const PAGE = 500;

/** `2026-11-20 14:05:09`, in UTC: spreadsheets of every language take it for a time. */
const time = (instant: string): string => instant.slice(0, 19).replace('T', ' ');

/** Records as rows of a file, page by page: what the filter leaves, in the order of the list. */
export async function* exportedAuditRecords(em: EntityManager, actor: Actor, asked: Pick<AuditReading, 'where' | 'organisation'>, language: 'de' | 'en', names: OrganisationNames | undefined): AsyncGenerator<(readonly string[])[]> {
  let after: AuditPosition | undefined;
  for (;;) {
    const page = await findAuditRecords(em, actor, { ...asked, after, limit: PAGE }, names);
    yield page.map((record) => cellsOf(record, language));
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = { at: last.operationDate, id: last.id };
  }
}

function cellsOf(record: AuditRecord, language: 'de' | 'en'): readonly string[] {
  const words = AUDIT_EXPORT_WORDS[language];
  const { actor, subjects, customerName, customerId } = record;
  return [
    ...[time(record.operationDate), customerName ?? customerId ?? '', record.operationType, words.statuses[record.operationStatus]],
    ...[actor?.name ?? words.system, actor?.organisation ?? '', record.userPrincipalName ?? '', record.applicationId ?? ''],
    ...[record.resourceType, subjects.map(({ id }) => id).join(' '), record.resourceOldValue ?? '', record.resourceNewValue ?? '', record.originalCorrelationId ?? ''],
  ];
}
