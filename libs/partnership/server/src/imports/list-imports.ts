import type { EntityManager } from '@mikro-orm/postgresql';
import { INVITATION_REASONS } from '@tandem/invitations-contract';
import { PARTNERSHIP_REASONS } from '@tandem/partnership-contract';
import type { ImportRow, listImportRows, listRequestImports } from '@tandem/partnership-contract';
import { RequestImport } from '@tandem/partnership-domain';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { PLATFORM_REASONS } from '@tandem/platform-contract';
import type { Reason } from '@tandem/platform-contract';
import { collection, pageSize, readCursor, writeCursor } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import * as z from 'zod';
import type { CheckedRow } from './check-rows';
import { importViews, readImport } from './import.view';

const REASONS: Readonly<Record<string, Reason>> = { ...PLATFORM_REASONS, ...INVITATION_REASONS, ...PARTNERSHIP_REASONS };

const Position = z.object({ at: z.iso.datetime(), id: z.uuid() });

/** The imports of the caller's organisation, newest first. */
export async function listImports(em: EntityManager, { organisationId }: Actor, input: InputOf<typeof listRequestImports>): Promise<AnswerOf<typeof listRequestImports>> {
  const size = pageSize({ size: input.query.size ?? 0 });
  const after = readCursor(input, Position);
  const at = after && new Date(after.at);
  const before = after && at ? { $or: [{ createdAt: { $lt: at } }, { createdAt: at, id: { $lt: after.id } }] } : {};
  const found = await em.find(RequestImport, { organisationId, ...before }, { orderBy: { createdAt: 'desc', id: 'desc' }, limit: size + 1 });
  const page = found.slice(0, size);
  const last = page.at(-1);
  const next = found.length > size && last ? writeCursor(input, { at: last.createdAt.toISOString(), id: last.id }) : undefined;
  return collection(await importViews(em, page), { path: '/relationshiprequests/imports', query: input.query, ...(next === undefined ? {} : { next }) });
}

type Row = Omit<CheckedRow, 'cells'> & { readonly invitationId: string | null };

function rowView({ number, result, email, language, name, note, reason, about, invitationId }: Row): ImportRow {
  const known = reason === null ? undefined : REASONS[reason];
  return {
    ...{ id: String(number), number, result, email },
    ...(language === null ? {} : { language }),
    ...(name === '' ? {} : { name }),
    ...(note === '' ? {} : { note }),
    ...(reason === null ? {} : { reason }),
    ...(known ? { rule: known.rule, fix: known.fix } : {}),
    ...(about === null ? {} : { about }),
    ...(invitationId === null ? {} : { requestId: invitationId }),
  };
}

/** The rows of an import in the order of the file. @throws DomainError NOT_FOUND (SEC-01) */
export async function listRows(em: EntityManager, actor: Actor, input: InputOf<typeof listImportRows>): Promise<AnswerOf<typeof listImportRows>> {
  const { id } = await readImport(em, actor, input.params.id);
  const { result } = input.query;
  const size = pageSize({ size: input.query.size ?? 0 });
  const after = readCursor(input, z.int()) ?? 0;
  const found = await em.execute<Row[]>(
    `select number, result, email, language, name, note, reason, about, invitation_id as "invitationId" from partnership_import_row
     where import_id = ? and number > ? ${result ? 'and result = ?' : ''} order by number limit ${size + 1}`,
    [id, after, ...(result ? [result] : [])],
  );
  const page = found.slice(0, size);
  const next = found.length > size ? writeCursor(input, page.at(-1)?.number) : undefined;
  return collection(page.map(rowView), { path: `/relationshiprequests/imports/${id}/rows`, query: input.query, ...(next === undefined ? {} : { next }) });
}
