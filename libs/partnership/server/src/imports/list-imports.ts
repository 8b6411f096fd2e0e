import type { EntityManager } from '@mikro-orm/postgresql';
import { INVITATION_REASONS } from '@tandem/invitations-contract';
import { PARTNERSHIP_REASONS } from '@tandem/partnership-contract';
import type { ImportRoutes } from '@tandem/partnership-contract';
import { FileImport } from '@tandem/partnership-domain';
import { PLATFORM_REASONS } from '@tandem/platform-contract';
import type { AnswerOf, InputOf, Reason } from '@tandem/platform-contract';
import { pageSize, readCursor, seekPage } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import * as z from 'zod';
import type { CheckedRow } from './check-rows';
import type { ImportKind } from './import-kind';
import { importViews, pathOf, readImport } from './import.view';

const REASONS: Readonly<Record<string, Reason>> = { ...PLATFORM_REASONS, ...INVITATION_REASONS, ...PARTNERSHIP_REASONS };

const Position = z.object({ at: z.iso.datetime(), id: z.uuid() });

/** The imports of one kind of the caller's organisation, newest first. */
export async function listImports(em: EntityManager, kind: ImportKind, { organisationId }: Actor, input: InputOf<ImportRoutes['list']>): Promise<AnswerOf<ImportRoutes['list']>> {
  const size = pageSize(input.query);
  const after = readCursor(input, Position);
  const at = after && new Date(after.at);
  const before = after && at ? { $or: [{ createdAt: { $lt: at } }, { createdAt: at, id: { $lt: after.id } }] } : {};
  const found = await em.find(FileImport, { organisationId, kind: kind.name, ...before }, { orderBy: { createdAt: 'desc', id: 'desc' }, limit: size + 1 });
  return seekPage(input, await importViews(em, kind, found), { path: pathOf(kind), view: (view) => view, position: ({ createdAt, id }) => ({ at: createdAt, id }) });
}

type Row = CheckedRow & { readonly made: string | null };
type RowView = AnswerOf<ImportRoutes['rows']>['items'][number];

function rowView({ number, result, reason, about }: Row, held: Readonly<Record<string, unknown>>): RowView {
  const known = reason === null ? undefined : REASONS[reason];
  return {
    ...{ id: String(number), number, result, ...held },
    ...(reason === null ? {} : { reason }),
    ...(known ? { rule: known.rule, fix: known.fix } : {}),
    ...(about === null ? {} : { about }),
  };
}

/** The rows of an import in the order of the file. @throws DomainError NOT_FOUND (SEC-01) */
export async function listRows(em: EntityManager, kind: ImportKind, actor: Actor, input: InputOf<ImportRoutes['rows']>): Promise<AnswerOf<ImportRoutes['rows']>> {
  const entity = await readImport(em, kind, actor, input.params.id);
  const { result } = input.query;
  const size = pageSize(input.query);
  const after = readCursor(input, z.int()) ?? 0;
  const found = await em.execute<Row[]>(
    `select number, cells, result, reason, about, ${kind.done.column} as made from partnership_import_row
     where import_id = ? and number > ? ${result ? 'and result = ?' : ''} order by number limit ${size + 1}`,
    [entity.id, after, ...(result ? [result] : [])],
  );
  const held = await kind.describe(em, entity, found);
  return seekPage(input, found, { path: `${pathOf(kind)}/${entity.id}/rows`, view: (row, index) => rowView(row, held[index] ?? {}), position: ({ number }) => number });
}
