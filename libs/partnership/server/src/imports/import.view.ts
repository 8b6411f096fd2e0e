import type { EntityManager } from '@mikro-orm/postgresql';
import type { ImportRoutes } from '@tandem/partnership-contract';
import { FileImport } from '@tandem/partnership-domain';
import type { AnswerOf } from '@tandem/platform-contract';
import { notFound } from '@tandem/platform-kernel';
import { resource } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import type { ImportKind } from './import-kind';

/** The wire form of an import of any kind. */
export type ImportView = AnswerOf<ImportRoutes['get']>;

interface Count {
  readonly importId: string;
  readonly result: string;
  readonly count: number;
}
interface Sample {
  readonly importId: string;
  readonly cells: readonly string[];
}

const SAMPLE_LENGTH = 60;
const ids = (imports: readonly FileImport[]): string => `{${imports.map(({ id }) => id).join()}}`;
/** Where imports of a kind are found, without the version. */
export const pathOf = ({ routes }: ImportKind): string => routes.list.path.replace(/^\/v1/, '');

/** The wire form of imports of one kind, with what became of their rows. */
export async function importViews(em: EntityManager, kind: ImportKind, imports: readonly FileImport[]): Promise<ImportView[]> {
  const counts = await em.execute<Count[]>(`select import_id as "importId", result, count(*)::int as count from partnership_import_row where import_id = any(?::uuid[]) group by 1, 2`, [ids(imports)]);
  const samples = await em.execute<Sample[]>(`select distinct on (import_id) import_id as "importId", cells from partnership_import_row where import_id = any(?::uuid[]) order by import_id, number`, [ids(imports)]);
  return imports.map((entity) => {
    const of = (result: string): number => counts.find((row) => row.importId === entity.id && row.result === result)?.count ?? 0;
    const results = Object.fromEntries(Object.values(kind.routes.Row.shape.result.enum).map((result) => [result, of(result)]));
    const total = Object.values(results).reduce((sum, count) => sum + count, 0);
    return viewOf(entity, kind, { ...results, total }, samples.find((row) => row.importId === entity.id)?.cells ?? []);
  });
}

function viewOf(entity: FileImport, kind: ImportKind, counts: ImportView['counts'], sample: readonly string[]): ImportView {
  const { id, state, fileName, encoding, separator, columns, mapping, waitingReason, waitingUntil, senderName, createdAt, startedAt, endedAt, version } = entity;
  return {
    ...{ id, state, separator, mapping: { ...mapping }, counts, createdBy: senderName, createdAt: createdAt.toISOString(), ...kind.more(entity) },
    columns: columns.map((name, column) => ({ name, sample: (sample[column] ?? '').trim().slice(0, SAMPLE_LENGTH) })),
    ...(fileName === null ? {} : { fileName }),
    ...(encoding === null ? {} : { encoding }),
    ...(waitingReason === null ? {} : { waiting: { reason: waitingReason, ...(waitingUntil === null ? {} : { until: waitingUntil.toISOString() }) } }),
    ...(startedAt === null ? {} : { startedAt: startedAt.toISOString() }),
    ...(endedAt === null ? {} : { endedAt: endedAt.toISOString() }),
    ...resource(kind.routes.Import.meta()?.id ?? '', `${pathOf(kind)}/${id}`, version),
  };
}

/** One import of one kind that belongs to the actor's organisation. @throws DomainError NOT_FOUND (SEC-01) */
export async function readImport(em: EntityManager, kind: ImportKind, { organisationId }: Actor, id: string): Promise<FileImport> {
  const found = await em.findOne(FileImport, { id, organisationId, kind: kind.name });
  if (!found) throw notFound();
  return found;
}
