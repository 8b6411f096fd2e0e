import { anyCase, Attributes, collectionOf, csvQuery, endpoint, ErrorBody, etagField, EXPORT_COUNT_SUMMARY, ExportCount, PageQuery, Timeline } from '@tandem/platform-contract';
import * as z from 'zod';
import { BLOCKS, FOUND, INCENTIVE_PROGRAMS, INCENTIVE_STATES, IncentiveState, IncentiveSummary, IncentiveView } from './incentive.view';

const tag = 'Incentives';
const path = '/v1/incentiveinvitations';
const one = `${path}/:id`;
const params = z.object({ id: z.uuid() });

/** Most rows of one bulk. */
export const RESEND_LIMIT = 500;

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const line = (most: number) => z.string().trim().min(1).max(most).refine((given) => !CONTROL.test(given), 'one line without control characters');

/** What narrows the list; its export takes the same. */
const filter = {
  state: anyCase(INCENTIVE_STATES).optional(),
  program: anyCase(INCENTIVE_PROGRAMS).optional(),
  /** `blocked`: no mail can go out; `overdue`: the invitation is late; `unanswered`: invited and not enrolled; `closing`: of these, those with at most three days left. */
  due: anyCase(['blocked', 'overdue', 'unanswered', 'closing']).optional(),
  blocked: anyCase(BLOCKS).optional(),
  /** Part of the name of the organisation, the beginning of its domain or MPN ID, or the id of an incentive. */
  search: z.string().trim().max(200).optional(),
};

export const listIncentiveInvitations = endpoint({
  method: 'GET',
  path,
  action: 'incentive.read',
  summary: 'The incentives of the organisation; for operators those of everybody. The newest first.',
  tag,
  query: PageQuery.extend(filter),
  response: collectionOf(IncentiveSummary),
});

export const countIncentiveInvitations = endpoint({
  method: 'GET',
  path: `${path}/counts`,
  action: 'incentive.operate',
  summary: 'How many incentives of all partners stand where: by state, and those that need somebody; each counted up to 1,000.',
  tag,
  response: z.object({ states: z.record(IncentiveState, z.number().int()), blocked: z.number().int(), overdue: z.number().int(), closing: z.number().int() }),
});

export const exportIncentiveInvitations = endpoint({
  method: 'GET',
  path: `${path}/export.csv`,
  action: 'incentive.operate',
  summary: 'The same list as a CSV file: what the filters leave, in the same order, without an end. Times are UTC. Account numbers are left out.',
  tag,
  query: z.object({ ...filter, ...csvQuery }),
  response: z.string(),
});

export const countIncentiveExport = endpoint({
  method: 'GET',
  path: `${path}/export/count`,
  action: 'incentive.operate',
  summary: EXPORT_COUNT_SUMMARY,
  tag,
  query: z.object(filter),
  response: ExportCount,
});

export const getIncentiveInvitation = endpoint({ method: 'GET', path: one, action: 'incentive.read', summary: 'One incentive: its dates and mails, and what is needed.', tag, params, response: IncentiveView });

export const incentiveCalendar = endpoint({
  method: 'GET',
  path: `${one}/calendar`,
  action: 'incentive.read',
  summary: 'The deadlines of an incentive as a calendar file (iCalendar, RFC 5545); the invitation mail carries the same.',
  tag,
  params,
  response: z.string(),
});

export const incentiveTimeline = endpoint({ method: 'GET', path: `${one}/timeline`, action: 'incentive.read', summary: 'What happened to an incentive, newest first.', tag, params, query: PageQuery, response: Timeline });

/** Profiles as somebody types them; what they must hold is a matter of the rules (INC-08). */
export const IncentiveProfiles = z.object({
  payout: z.object({ accountHolder: line(140), iban: line(50).optional(), accountNumber: line(40).optional(), bic: line(20).optional() }).optional(),
  tax: z.object({ taxId: line(40), country: z.string().trim().length(2).toUpperCase() }).optional(),
  ...etagField,
});
export type IncentiveProfiles = z.output<typeof IncentiveProfiles>;

export const saveIncentiveProfiles = endpoint({
  method: 'PUT',
  path: `${one}/profiles`,
  action: 'incentive.edit',
  summary: 'Saves payout and tax profile, or one of them; the other stays. An IBAN, or an account number with a BIC (INC-08).',
  tag,
  answers: [409],
  params,
  body: IncentiveProfiles,
  response: IncentiveView,
});

export const acceptIncentiveInvitation = endpoint({
  method: 'POST',
  path: `${one}/accept`,
  action: 'incentive.accept',
  summary: 'Submits the enrollment for verification, for the first time or after a problem; needs both profiles. Reminders end.',
  tag,
  answers: [409],
  params,
  body: z.object(etagField).optional(),
  response: IncentiveView,
});

export const declineIncentiveInvitation = endpoint({
  method: 'POST',
  path: `${one}/decline`,
  action: 'incentive.accept',
  summary: 'Declines the incentive; reminders end. The other program stays as it is (INC-04).',
  tag,
  answers: [409],
  params,
  body: z.object(etagField).optional(),
  response: IncentiveView,
});

export const verifyIncentiveProfiles = endpoint({
  method: 'POST',
  path: `${one}/verifications`,
  action: 'incentive.operate',
  summary: 'Says what was found of the profiles: with both verified the partner is enrolled, with a problem it has to act. A problem needs a note; the partner reads it.',
  tag,
  answers: [409],
  params,
  body: z.object({ payout: anyCase(FOUND), tax: anyCase(FOUND), note: z.string().trim().max(1000).optional(), ...etagField }),
  response: IncentiveView,
});

export const resendIncentiveInvitation = endpoint({
  method: 'POST',
  path: `${one}/resend`,
  action: 'incentive.resend',
  summary: 'Mails the invitation once more, to the address of the location that is associated now; one that could not go out is tried at once.',
  tag,
  answers: [409],
  params,
  response: IncentiveView,
});

/** What became of one row of a bulk. */
export const ResendRow = z
  .object({ status: z.number().int(), id: z.uuid(), state: IncentiveState.optional(), error: z.union([ErrorBody, z.object({ statusCode: z.literal(429), message: z.string(), data: ErrorBody.shape.data })]).optional() })
  .meta({ id: 'IncentiveResendRow' });
export type ResendRow = z.infer<typeof ResendRow>;

export const resendIncentiveInvitations = endpoint({
  method: 'POST',
  path: `${path}/bulk/resend`,
  action: 'incentive.operate',
  summary: `Mails up to ${RESEND_LIMIT} invitations once more. Every row is answered on its own; those that are not refused commit together.`,
  tag,
  body: z.object({ ids: z.array(z.uuid()).min(1).max(RESEND_LIMIT).refine((ids) => new Set(ids).size === ids.length, 'ID_REPEATED') }),
  status: 207,
  response: z.object({ totalCount: z.number().int(), doneCount: z.number().int(), items: z.array(ResendRow), attributes: Attributes }),
});
