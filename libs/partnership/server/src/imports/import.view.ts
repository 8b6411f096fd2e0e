import type { EntityManager } from '@mikro-orm/postgresql';
import { IMPORT_RESULTS } from '@tandem/partnership-contract';
import type { ImportResult, RequestImport as ImportView } from '@tandem/partnership-contract';
import { RequestImport } from '@tandem/partnership-domain';
import { DomainError } from '@tandem/platform-kernel';
import { resource } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';

interface Count {
  readonly importId: string;
  readonly result: ImportResult;
  readonly count: number;
}
interface Sample {
  readonly importId: string;
  readonly cells: readonly string[];
}

const SAMPLE_LENGTH = 60;
const ids = (imports: readonly RequestImport[]): string => `{${imports.map(({ id }) => id).join()}}`;

/** The wire form of imports, with what became of their rows. */
export async function importViews(em: EntityManager, imports: readonly RequestImport[]): Promise<ImportView[]> {
  const counts = await em.execute<Count[]>(`select import_id as "importId", result, count(*)::int as count from partnership_import_row where import_id = any(?::uuid[]) group by 1, 2`, [ids(imports)]);
  const samples = await em.execute<Sample[]>(`select distinct on (import_id) import_id as "importId", cells from partnership_import_row where import_id = any(?::uuid[]) order by import_id, number`, [ids(imports)]);
  return imports.map((entity) => {
    const of = (result: ImportResult): number => counts.find((row) => row.importId === entity.id && row.result === result)?.count ?? 0;
    const results = Object.fromEntries(IMPORT_RESULTS.map((result) => [result, of(result)])) as Record<ImportResult, number>;
    const total = Object.values(results).reduce((sum, count) => sum + count, 0);
    return viewOf(entity, { total, ...results }, samples.find((row) => row.importId === entity.id)?.cells ?? []);
  });
}

function viewOf(entity: RequestImport, counts: ImportView['counts'], sample: readonly string[]): ImportView {
  const { id, state, fileName, encoding, separator, columns, mapping, language, waitingReason, waitingUntil, senderName, createdAt, startedAt, endedAt, version } = entity;
  return {
    ...{ id, state, separator, mapping, language, counts, createdBy: senderName, createdAt: createdAt.toISOString() },
    columns: columns.map((name, column) => ({ name, sample: (sample[column] ?? '').trim().slice(0, SAMPLE_LENGTH) })),
    ...(fileName === null ? {} : { fileName }),
    ...(encoding === null ? {} : { encoding }),
    ...(waitingReason === null ? {} : { waiting: { reason: waitingReason, ...(waitingUntil === null ? {} : { until: waitingUntil.toISOString() }) } }),
    ...(startedAt === null ? {} : { startedAt: startedAt.toISOString() }),
    ...(endedAt === null ? {} : { endedAt: endedAt.toISOString() }),
    ...resource('PartnerRelationshipRequestImport', `/relationshiprequests/imports/${id}`, version),
  };
}

/** One import of the actor's organisation. @throws DomainError NOT_FOUND (SEC-01) */
export async function readImport(em: EntityManager, { organisationId }: Actor, id: string): Promise<RequestImport> {
  const found = await em.findOne(RequestImport, { id, organisationId });
  if (!found) throw new DomainError({ rule: 'SEC-01', reason: 'NOT_FOUND', kind: 'missing' });
  return found;
}
