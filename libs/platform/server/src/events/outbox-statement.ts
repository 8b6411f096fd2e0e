/** What one transaction has recorded so far, as rows. */
export interface Buffer {
  event: {
    id: string;
    type: string;
    at: Date;
    actor: Readonly<Record<string, unknown>> | null;
    organisation_id: string | null;
    visible_to: readonly string[];
    subjects: readonly string[];
    data: unknown;
    before: unknown;
    after: unknown;
    correlation_id: string | null;
    resource_type: string | null;
    operation_type: string | null;
    operation_status: string | null;
  }[];
  job: {
    id: string;
    name: string;
    queue: string;
    kind: string;
    payload: unknown;
    max_attempts: number;
    organisation_id: string | null;
    subject_type: string | null;
    subject_id: string | null;
    run_at: Date | null;
    correlation_id: string | null;
    trace: string | null;
  }[];
  delivery: DeliveryRecord[];
  cancel: { subject_type: string; subject_id: string }[];
}

export interface DeliveryRecord {
  id: string;
  job_id: string;
  template: string;
  recipient: string;
  locale: string;
  subject_type: string;
  subject_id: string;
  organisation_id: string;
  correlation_id: string | null;
}

export const emptyBuffer = (): Buffer => ({ event: [], job: [], delivery: [], cancel: [] });

const EVENTS = `
events as (
  insert into event (id, type, at, actor, organisation_id, visible_to, subjects, data, before, after, correlation_id, resource_type, operation_type, operation_status)
  select r.id, r.type, r.at, r.actor, r.organisation_id, r.visible_to, r.subjects, r.data, r.before, r.after, r.correlation_id, r.resource_type, r.operation_type, r.operation_status
  from given, jsonb_to_recordset(doc->'event') as r(id uuid, type text, at timestamptz, actor jsonb, organisation_id uuid,
    visible_to uuid[], subjects text[], data jsonb, before jsonb, after jsonb, correlation_id text, resource_type text, operation_type text, operation_status text)
)`;

const CANCELLED = `
dismissed as (
  update job set state = 'dismissed', reason = 'SUPERSEDED', finished_at = now()
  from given, jsonb_to_recordset(doc->'cancel') as r(subject_type text, subject_id uuid)
  where job.subject_type = r.subject_type and job.subject_id = r.subject_id and kind = 'delivery' and state in ('pending', 'dispatched')
  returning job.id
),
cancelled as (
  update delivery set state = 'cancelled', reason = 'SUPERSEDED', settled_at = business_now()
  from dismissed where delivery.job_id = dismissed.id and state in ('queued', 'deferred')
)`;

const DELIVERIES = `
deliveries as (
  insert into delivery (id, job_id, template, recipient, locale, subject_type, subject_id, organisation_id, correlation_id)
  select r.id, r.job_id, r.template, r.recipient, r.locale, r.subject_type, r.subject_id, r.organisation_id, r.correlation_id
  from given, jsonb_to_recordset(doc->'delivery') as r(id uuid, job_id uuid, template text, recipient text, locale text,
    subject_type text, subject_id uuid, organisation_id uuid, correlation_id text)
)`;

const JOBS = `
jobs as (
  insert into job (id, name, queue, kind, payload, max_attempts, organisation_id, subject_type, subject_id, run_at, correlation_id, trace)
  select r.id, r.name, r.queue, r.kind, r.payload, r.max_attempts, coalesce(r.organisation_id, '00000000-0000-0000-0000-000000000000'),
    r.subject_type, r.subject_id, coalesce(r.run_at, business_now()), r.correlation_id, r.trace
  from given, jsonb_to_recordset(doc->'job') as r(id uuid, name text, queue text, kind text, payload jsonb, max_attempts int,
    organisation_id uuid, subject_type text, subject_id uuid, run_at timestamptz, correlation_id text, trace text)
)`;

/**
 * The statement that writes a whole buffer, given as one JSON document; undefined when nothing is in it. Cancelling sees only rows
 * of earlier transactions (one snapshot for the whole statement), so a delivery that replaces a cancelled one about the same
 * record survives. What a buffer does not hold is left out: planning it, and looking for what to cancel, costs more than writing.
 */
export function writingOf({ event, cancel, delivery, job }: Buffer): string | undefined {
  const parts = [...(event.length > 0 ? [EVENTS] : []), ...(cancel.length > 0 ? [CANCELLED] : []), ...(delivery.length > 0 ? [DELIVERIES] : []), ...(job.length > 0 ? [JOBS] : [])];
  return parts.length > 0 ? `with given as (select ?::jsonb as doc),${parts.join()} select` : undefined;
}
