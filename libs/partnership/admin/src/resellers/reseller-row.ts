import type { IndirectReseller } from '@tandem/partnership-contract';
import { lookOfInvitation, lookOfMail } from '@tandem/invitations-admin';
import type { Look } from '@tandem/platform-admin';

/** A reseller that has authorized the provider, as a line of the list. */
export type Partner = Extract<IndirectReseller, { kind: 'partner' }>;
/** A request without an answer, as a line of the list. */
export type Request = Extract<IndirectReseller, { kind: 'request' }>;

const ACTIVE: Look = { tone: 'ok', icon: 'circle-check', word: 'partnership.states.active' };
const RESENDABLE = new Set(['sent', 'issued', 'delivery_failed', 'expired']);
const REVOCABLE = new Set(['draft', 'queued', 'sent', 'issued', 'delivery_failed']);

export const isRequest = (row: IndirectReseller): row is Request => row.kind === 'request';

/** How a row's state looks. */
export const lookOf = (row: IndirectReseller): Look => (isRequest(row) ? lookOfInvitation(row.status) : ACTIVE);

/** How a row's last mail looks; partners show none. */
export const mailOf = (row: IndirectReseller): Look | null => (isRequest(row) ? lookOfMail(row) : null);

/** Requests that a new link can be made for, from a list. */
export const resendable = (rows: readonly IndirectReseller[]): Request[] => rows.filter(isRequest).filter((row) => RESENDABLE.has(row.status) && (row.status === 'issued' || row.email !== undefined));

/** Requests that can be withdrawn, from a list. */
export const revocable = (rows: readonly IndirectReseller[]): Request[] => rows.filter(isRequest).filter((row) => REVOCABLE.has(row.status));
