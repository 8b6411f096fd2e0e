import type { Invitation } from '@tandem/invitations-domain';
import { DomainError } from '@tandem/platform-kernel';

/** What became of one row of a bulk: the invitation as it is now, or why nothing was done to it. */
export type BulkRow = { readonly invitation: Invitation } | { readonly refusal: DomainError };

/** Whether a row was refused. */
export const isRefused = (row: BulkRow): row is { readonly refusal: DomainError } => 'refusal' in row;

/** Runs the work of one row; a refusal stays with its row. Anything else is thrown and undoes all rows. */
export async function rowOf(work: () => Invitation | Promise<Invitation>): Promise<BulkRow> {
  try {
    return { invitation: await work() };
  } catch (error) {
    if (error instanceof DomainError) return { refusal: error };
    throw error;
  }
}
