import type { AuditRecord, OperationStatus } from '@tandem/platform-contract';
import type { Actor } from '../auth/actor';
import { resource } from '../http/resource';

/** An event as the log reads it. */
export interface AuditRow {
  readonly id: string;
  readonly at: string;
  readonly type: string;
  readonly actor: { readonly name: string; readonly organisation: string; readonly userId?: string; readonly clientId?: string; readonly email?: string } | null;
  readonly organisation_id: string | null;
  readonly visible_to: readonly string[];
  readonly subjects: readonly string[];
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly correlation_id: string | null;
  readonly resource_type: string;
  readonly operation_type: string;
  readonly operation_status: OperationStatus;
}

const isOperator = ({ programs }: Actor): boolean => programs.includes('operator');

/** Whose log the record stands in: the reader's; an operator reads that of whoever acted. */
const partnerOf = ({ organisation_id }: AuditRow, reader: Actor): string => (isOperator(reader) ? (organisation_id ?? reader.organisationId) : reader.organisationId);

/** The other organisation that is concerned; the one that only acted, such as an operator, when there is no third. */
export function otherOf(row: AuditRow, reader: Actor): string | undefined {
  const others = row.visible_to.filter((id) => id !== partnerOf(row, reader));
  return others.find((id) => id !== row.organisation_id) ?? others[0];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const pascal = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1);

/** What of the actor is shown: all of one's own people and clients, of others what their timelines say too. */
function actorOf({ actor, organisation_id }: AuditRow, reader: Actor): Pick<AuditRecord, 'actor' | 'userPrincipalName' | 'applicationId'> {
  if (!actor) return {};
  const { name, organisation, userId, clientId, email } = actor;
  if (organisation_id !== reader.organisationId && !isOperator(reader)) return { actor: { name, organisation } };
  const id = userId ?? clientId;
  return { ...(email ? { userPrincipalName: email } : {}), ...(clientId ? { applicationId: clientId } : {}), actor: { ...(id ? { id } : {}), name, organisation } };
}

/** An event in the shape of an audit record, as far as the reader may see it; `names` of organisations by id. */
export function auditRecord(row: AuditRow, reader: Actor, names: ReadonlyMap<string, string>): AuditRecord {
  const customerId = otherOf(row, reader);
  const customerName = customerId && names.get(customerId);
  return {
    id: row.id,
    partnerId: partnerOf(row, reader),
    ...(customerId ? { customerId } : {}),
    ...(customerName ? { customerName } : {}),
    ...actorOf(row, reader),
    resourceType: row.resource_type,
    ...(row.before ? { resourceOldValue: JSON.stringify(row.before) } : {}),
    ...(row.after ? { resourceNewValue: JSON.stringify(row.after) } : {}),
    operationType: row.operation_type,
    ...(row.correlation_id ? { originalCorrelationId: row.correlation_id } : {}),
    operationDate: new Date(row.at).toISOString(),
    operationStatus: row.operation_status,
    customizedData: Object.entries(row.data ?? {}).sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, value]) => ({ key: pascal(key), value: text(value) })),
    eventType: row.type,
    subjects: row.subjects.map((subject) => ({ type: subject.slice(0, subject.indexOf(':')), id: subject.slice(subject.indexOf(':') + 1) })),
    ...resource('AuditRecord', `/v1/auditrecords/${row.id}`),
  };
}
