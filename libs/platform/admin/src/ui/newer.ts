import type { TimelineLine } from '@tandem/platform-contract';

/** A version of a record that somebody else saved meanwhile, with who and when, as far as that is known. */
export interface Newer<Kept> {
  readonly record: Kept;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string | undefined;
}

/** That version, from the record as it is now and its story. */
export async function newerOf<Kept>(record: Promise<Kept>, story: Promise<{ readonly items: readonly TimelineLine[] }>): Promise<Newer<Kept>> {
  const [now, { items }] = await Promise.all([record, story]);
  return { record: now, by: items[0]?.actor?.name ?? '', at: items[0]?.at };
}

/** Whether a reading brings what stood there before something that is known already: it was under way while that was saved. */
export const overtaken = <Kept extends { readonly id: string; readonly attributes: { readonly etag?: string | undefined } }>(found: Kept, known: Kept | undefined): boolean =>
  known?.id === found.id && Number(found.attributes.etag) < Number(known.attributes.etag);
