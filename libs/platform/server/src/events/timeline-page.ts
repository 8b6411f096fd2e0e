import type { EntityManager } from '@mikro-orm/postgresql';
import type { Timeline } from '@tandem/platform-contract';
import * as z from 'zod';
import { pageSize, readCursor, seekPage } from '../http/collection';
import type { Subject } from '../mail/delivery-row';
import { timelineOf } from './timeline';
import type { TimelineEntry } from './timeline';

const Position = z.object({ at: z.iso.datetime(), id: z.uuid() });

/** A page of a record's story as an organisation may see it, in the shape of the wire; the caller has made sure the record is theirs. */
export async function timelinePage(
  em: EntityManager,
  { subject, organisationId, path }: { subject: Subject; organisationId: string | null; path: string },
  input: { readonly query: { readonly size?: number | undefined }; readonly continuationToken?: string },
): Promise<z.input<typeof Timeline>> {
  const size = pageSize(input.query);
  const found = await timelineOf(em, subject, organisationId, { size: size + 1, after: readCursor(input, Position) });
  return seekPage(input, found, { path, view: lineView, position: ({ at, id }) => ({ at: at.toISOString(), id }) });
}

const lineView = ({ id, kind, at, type, actor, data, before, after, correlationId }: TimelineEntry) => ({
  ...{ id, kind, at: at.toISOString(), type },
  ...(actor === null ? {} : { actor: { name: actor.name, organisation: actor.organisation } }),
  ...(data === null ? {} : { data: { ...data } }),
  ...(before === null ? {} : { before: { ...before } }),
  ...(after === null ? {} : { after: { ...after } }),
  ...(correlationId === null ? {} : { correlationId }),
});
