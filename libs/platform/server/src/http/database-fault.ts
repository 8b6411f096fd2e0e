/** What a database error means for the caller. */
export type DatabaseFault = { readonly kind: 'unique'; readonly constraint: string } | { readonly kind: 'data' } | { readonly kind: 'unreachable' };

const LOST = /Connection terminated|connection timeout|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/i;
const LOST_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', '57P01', '57P02', '57P03', '53300', '40001', '40P01', '57014']);

/**
 * Reads an error of the driver by its SQLSTATE (PostgreSQL, appendix A): a violated unique constraint, data that no column
 * takes (class 22: broken text, numbers out of range), or a database that cannot be reached or asks to try again.
 */
export function databaseFault(error: unknown): DatabaseFault | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, constraint, cause, message } = error as { code?: unknown; constraint?: unknown; cause?: unknown; message?: unknown };
  if (code === '23505' && typeof constraint === 'string') return { kind: 'unique', constraint };
  // 08P01: a NUL inside of a text ends the message early.
  if (typeof code === 'string' && (/^22[0-9A-Z]{3}$/.test(code) || code === '08P01')) return { kind: 'data' };
  if (typeof code === 'string' && (LOST_CODES.has(code) || /^08[0-9A-Z]{3}$/.test(code))) return { kind: 'unreachable' };
  if (typeof message === 'string' && LOST.test(message)) return { kind: 'unreachable' };
  return databaseFault(cause);
}
