import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '@tandem/platform-kernel';
import type { InputOf } from '@tandem/platform-contract';
import { Conditions, instantOf, pageSize, readCursor, resource, seekPage } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import type { AnswerOf } from '@tandem/platform-contract';
import type { listWebhookDeliveries, WebhookAttemptView, WebhookDeliveryDetail, WebhookDeliveryView } from '@tandem/webhooks-contract';
import * as z from 'zod';
import { attemptSentence } from '../delivering/attempt-reasons.data';
import { KEPT_DAYS } from './kept-days';

const PATH = '/v1/webhookdeliveries';
const MOST_ATTEMPTS = 50;

interface Row {
  readonly id: string;
  readonly event_name: string;
  readonly state: WebhookDeliveryView['state'];
  readonly attempts: number;
  readonly response_code: number | null;
  readonly reason: string | null;
  readonly correlation_id: string | null;
  readonly created_at: string;
  readonly last_attempt_at: string | null;
  readonly next_attempt_at: string | null;
  readonly url: string | null;
  readonly body: string;
}

interface AttemptRow {
  readonly at: string;
  readonly response_code: number | null;
  readonly reason: string | null;
  readonly duration_ms: number;
}

const COLUMNS = `delivery.id, event_name, delivery.state, delivery.attempts, response_code, delivery.reason, delivery.correlation_id, delivery.created_at, last_attempt_at`;
const NEXT = `case when delivery.state = 'pending' then
  (select max(not_before) from job where subject_type = 'webhook_delivery' and subject_id = delivery.id and job.state in ('pending', 'dispatched') and job.attempts > 0) end as next_attempt_at`;

const instant = (value: string): string => instantOf(value);

/** A delivery of an organisation, with its body; undefined when it has none of this id. */
export async function readDelivery(em: EntityManager, organisationId: string, id: string): Promise<Row | undefined> {
  const [row] = await em.execute<Row[]>(`select ${COLUMNS}, url, body, ${NEXT} from webhook_delivery delivery where id = ? and organisation_id = ?`, [id, organisationId]);
  return row;
}

/** The latest attempts at a delivery, newest first; the caller has made sure it is theirs. */
export const readAttempts = (em: EntityManager, id: string): Promise<AttemptRow[]> =>
  em.execute(`select at, response_code, reason, duration_ms from webhook_attempt where delivery_id = ? order by id desc limit ${MOST_ATTEMPTS}`, [id]);

const outcome = (code: number | null, reason: string | null, locale: Actor['locale']) => {
  const explanation = reason === null ? undefined : attemptSentence(reason, locale);
  return { ...(code === null ? {} : { responseCode: code }), ...(reason === null ? {} : { reason }), ...(explanation === undefined ? {} : { explanation }) };
};

function viewOf(row: Omit<Row, 'url' | 'body'>, locale: Actor['locale']): WebhookDeliveryView {
  const until = new Date(row.created_at);
  until.setUTCDate(until.getUTCDate() + KEPT_DAYS);
  return {
    ...{ id: row.id, eventName: row.event_name, state: row.state, attempts: row.attempts, ...outcome(row.response_code, row.reason, locale) },
    createdAt: instant(row.created_at),
    ...(row.last_attempt_at === null ? {} : { lastAttemptAt: instant(row.last_attempt_at) }),
    ...(row.next_attempt_at === null ? {} : { nextAttemptAt: instant(row.next_attempt_at) }),
    replayableUntil: until.toISOString(),
    ...(row.correlation_id === null ? {} : { correlationId: row.correlation_id }),
    ...resource('WebhookDelivery', `${PATH}/${row.id}`),
  };
}

/** One delivery of the caller's organisation: its body and every attempt. @throws DomainError NOT_FOUND (SEC-01) */
export async function detailOf(em: EntityManager, { organisationId, locale }: Actor, id: string): Promise<WebhookDeliveryDetail> {
  const row = await readDelivery(em, organisationId, id);
  if (!row) throw notFound();
  const history = (await readAttempts(em, id)).map(
    ({ at, response_code, reason, duration_ms }): z.infer<typeof WebhookAttemptView> => ({ at: instant(at), ...outcome(response_code, reason, locale), durationMs: duration_ms }),
  );
  const { links, attributes, ...facts } = viewOf(row, locale);
  return { ...facts, ...(row.url === null ? {} : { url: row.url }), body: row.body, history, ...(links ? { links } : {}), attributes };
}

/** The deliveries of the caller's organisation, newest first. */
export async function listDeliveries(em: EntityManager, { organisationId, locale }: Actor, input: InputOf<typeof listWebhookDeliveries>): Promise<AnswerOf<typeof listWebhookDeliveries>> {
  const { state = [], eventName = [] } = input.query;
  const size = pageSize(input.query);
  const after = readCursor(input, z.uuid());
  const words = (values: readonly string[]): string => JSON.stringify(values);
  const where = new Conditions().add('organisation_id = ?', organisationId);
  if (after) where.add('id < ?', after);
  if (state.length > 0) where.add('state in (select jsonb_array_elements_text(?::jsonb))', words(state));
  if (eventName.length > 0) where.add('event_name in (select jsonb_array_elements_text(?::jsonb))', words(eventName));
  const found = await em.execute<Row[]>(`select ${COLUMNS}, ${NEXT} from webhook_delivery delivery where ${where.sql} order by id desc limit ${size + 1}`, where.params);
  return seekPage(input, found, { path: PATH, view: (row) => viewOf(row, locale), position: ({ id }) => id });
}
