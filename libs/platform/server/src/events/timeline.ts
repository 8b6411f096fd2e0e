import type { EntityManager } from '@mikro-orm/postgresql';
import type { Subject } from '../mail/delivery-row';
import { subjectKey } from './outbox';

/** One line of a record's story: an event, or the state of a mail. */
export interface TimelineEntry {
  readonly id: string;
  readonly kind: 'event' | 'delivery';
  /** Business time of an event; time of the last change of a delivery. */
  readonly at: Date;
  /** Name of the event, or `delivery.<state>`. */
  readonly type: string;
  readonly actor: { readonly name: string; readonly organisation: string } | null;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly correlationId: string | null;
}

/** Where the next page of a timeline begins. */
export interface TimelinePosition {
  readonly at: string;
  readonly id: string;
}

/** `mails`: which deliveries belong to the record. */
const timeline = (mails: string): string => `
select * from (
  select id, 'event' as kind, at, type, actor, data, before, after, correlation_id as "correlationId"
  from event where subjects @> array[?::text] and (?::uuid is null or ?::uuid = any(visible_to))
  union all
  select id, 'delivery', changed_at, 'delivery.' || state, null,
    jsonb_strip_nulls(jsonb_build_object('recipient', recipient, 'template', template, 'attempts', attempts, 'reason', reason, 'lastReply', last_reply)),
    null, null, correlation_id
  from delivery where ${mails} and (?::uuid is null or organisation_id = ?::uuid)
) as line
where ?::timestamptz is null or (at, id) < (?::timestamptz, ?::uuid)
order by at desc, id desc limit ?`;

/** A mail tells of itself; of every other record the mails about it are told. */
const mailsOf = ({ type, id }: Subject): { readonly sql: string; readonly params: readonly unknown[] } =>
  type === 'delivery' ? { sql: 'id = ?::uuid', params: [id] } : { sql: 'subject_type = ? and subject_id = ?::uuid', params: [type, id] };

/**
 * The story of a record as an organisation may see it, `null` for all of it: events and mails, newest first.
 * `size` lines at most; `after` is the position of the last line of the page before.
 */
export async function timelineOf(
  em: EntityManager,
  subject: Subject,
  organisationId: string | null,
  { size, after }: { size: number; after?: TimelinePosition | undefined },
): Promise<TimelineEntry[]> {
  const from = [after?.at ?? null, after?.at ?? null, after?.id ?? null];
  const mails = mailsOf(subject);
  const whose = [organisationId, organisationId];
  const rows: TimelineEntry[] = await em.execute(timeline(mails.sql), [subjectKey(subject), ...whose, ...mails.params, ...whose, ...from, size]);
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}
