import type { AuditRecord, TimelineLine } from '@tandem/platform-contract';

type Values = Readonly<Record<string, unknown>>;

/** One thing that changed; undefined on the side where it was not there. */
export interface Change {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

function valuesOf(json: string | undefined): Values {
  try {
    const value: unknown = JSON.parse(json ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Values) : {};
  } catch {
    return {};
  }
}

const uncapitalised = (key: string): string => key.charAt(0).toLowerCase() + key.slice(1);

/** What the record adds to the change: names as the event has them. */
export const detailsOf = ({ customizedData }: AuditRecord): Readonly<Record<string, string>> => Object.fromEntries(customizedData.map(({ key, value }) => [uncapitalised(key), value]));

/** An audit record as a line of a story, so that both say the same of the same event. */
export const lineOf = (record: AuditRecord): TimelineLine => ({
  id: record.id,
  kind: 'event',
  at: record.operationDate,
  type: record.eventType,
  ...(record.actor ? { actor: { name: record.actor.name, organisation: record.actor.organisation } } : {}),
  data: detailsOf(record),
  ...(record.resourceNewValue === undefined ? {} : { after: valuesOf(record.resourceNewValue) }),
});

/** What changed, field by field, in the order in which the fields stand; what stayed the same is left out. */
export function changesOf({ resourceOldValue, resourceNewValue }: AuditRecord): readonly Change[] {
  const [before, after] = [valuesOf(resourceOldValue), valuesOf(resourceNewValue)];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((field) => ({ field, before: before[field], after: after[field] }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}
