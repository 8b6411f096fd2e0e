import type { EntityManager } from '@mikro-orm/postgresql';
import type { listEnrollments } from '@tandem/enrollment-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { Conditions, containing, instantOf, pageSize, query as rowsOf, readCursor, seekPage, startingWith } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import * as z from 'zod';
import { isOperator, summaryView } from './enrollment.view';
import type { SummaryRow } from './enrollment.view';

type Input = InputOf<typeof listEnrollments>;
type Row = SummaryRow & { readonly startedAt: string };

const SELECT = `
select e.id, e.state, e.path, e.application, e.findings, e.version, e.stuck_since as "stuckSince", e.expected_from as "expectedFrom", e.expected_until as "expectedUntil",
  e.submitted_at as "submittedAt", e.started_at as "startedAt", json_build_object('id', o.id, 'name', o.name, 'domain', o.domain) as organisation,
  case when u.id is not null then json_build_object('id', u.id, 'name', trim(u.first_name || ' ' || u.last_name)) end as assignee, f.reason as "markedBecause"
from enrollment e join organisation o on o.id = e.organisation_id left join offboarding f on f.organisation_id = e.organisation_id left join partner_user u on u.id = e.assignee_id
where `;

const Position = z.object({ at: z.iso.datetime(), id: z.uuid() });

/** What waits for a decision is sorted by when it is due, everything else by its beginning, the newest first. */
const ORDERS = {
  due: { key: 'expectedUntil', after: '(e.expected_until, e.id) > (?::timestamptz, ?::uuid)', by: 'e.expected_until, e.id' },
  begun: { key: 'startedAt', after: '(e.started_at, e.id) < (?::timestamptz, ?::uuid)', by: 'e.started_at desc, e.id desc' },
} as const;

function conditionsOf({ query }: Input, actor: Actor, { now, zone }: { now: Date; zone: string }): Conditions {
  const { state, search, country, due, assignee, check } = query;
  const where = new Conditions();
  if (!isOperator(actor)) where.add('e.organisation_id = ?', actor.organisationId);
  if (state) where.add('e.state = ?', state);
  if (search) where.add("e.application -> 'legalBusinessProfile' ->> 'companyName' ilike ? or o.name ilike ? or o.domain ilike ?", containing(search), containing(search), startingWith(search));
  if (country) where.add("e.application -> 'legalBusinessProfile' -> 'address' ->> 'country' = ?", country.toUpperCase());
  if (due === 'overdue') where.add('e.expected_until <= ?::timestamptz', now);
  if (due === 'today') where.add("e.expected_until > ?::timestamptz and e.expected_until <= (date_trunc('day', ?::timestamptz at time zone ?) + interval '1 day') at time zone ?", now, now, zone, zone);
  if (assignee === 'none') where.add('e.assignee_id is null');
  else if (assignee !== undefined) where.add('e.assignee_id = ?::uuid', assignee === 'me' ? (actor.userId ?? null) : assignee);
  if (check) where.add("exists (select from jsonb_array_elements(e.findings) f where f ->> 'id' = ? and f ->> 'result' <> 'pass')", check);
  return where;
}

/** The enrollments that somebody may see: their organisation's, or for operators what waits for a decision unless another state is asked for. */
export async function findEnrollments(em: EntityManager, actor: Actor, input: Input, at: { now: Date; zone: string }): Promise<AnswerOf<typeof listEnrollments>> {
  const forOperator = isOperator(actor);
  const query = forOperator ? { ...input.query, state: input.query.state ?? ('in_review' as const) } : input.query;
  const order = query.state === 'in_review' ? ORDERS.due : ORDERS.begun;
  const size = pageSize(query);
  const where = conditionsOf({ ...input, query }, actor, at).add('true');
  const after = readCursor(input, Position);
  if (after) where.add(order.after, after.at, after.id);
  const rows = await rowsOf<Row>(em, `${SELECT} ${where.sql} order by ${order.by} limit ${size + 1}`, where.params);
  return seekPage(input, rows, { path: '/enrollments', view: (row) => summaryView(row, forOperator, at.now), position: (row) => ({ at: instantOf(row[order.key] ?? row.startedAt), id: row.id }) });
}
