import { anyCase, collectionOf, endpoint, etagField, Instant } from '@tandem/platform-contract';
import * as z from 'zod';
import { INCENTIVE_PROGRAMS, IncentiveProgramView, IncentiveSchedule, PlannedMail } from './incentive.view';

const tag = 'Incentives';
const path = '/v1/incentives';
const one = `${path}/:program`;
const params = z.object({ program: anyCase(INCENTIVE_PROGRAMS) });

/** Days as somebody writes them: each once, in order. */
const schedule = z.object({
  inviteDelayDays: IncentiveSchedule.shape.inviteDelayDays,
  reminderDays: IncentiveSchedule.shape.reminderDays.refine((days) => new Set(days).size === days.length, 'each day once').transform((days) => [...days].sort((one, other) => one - other)),
});

export const listIncentives = endpoint({
  method: 'GET',
  path,
  action: 'incentive.read',
  summary: 'The incentive programs and, for a partner, where it stands in those of the programs that it holds.',
  tag,
  response: collectionOf(IncentiveProgramView),
});

export const planIncentiveMails = endpoint({
  method: 'GET',
  path: `${one}/plan`,
  action: 'incentive.read',
  summary: 'When the mails of an incentive would go out that starts at an instant, by the present schedule or by another one: a preview, nothing is kept.',
  tag,
  params,
  query: z.object({
    startedAt: Instant.optional(),
    inviteDelayDays: z.coerce.number().int().min(0).max(30).optional(),
    /** Days separated by commas, such as `7,14,21,28`; an empty text: none. */
    reminderDays: z.string().max(40).regex(/^(\d{1,2}(,\d{1,2})*)?$/).transform((text) => (text === '' ? [] : text.split(',').map(Number))).pipe(schedule.shape.reminderDays).optional(),
  }),
  response: z.object({ startedAt: Instant, inviteDueAt: Instant, enrollDueAt: Instant, mails: z.array(PlannedMail) }),
});

/** How many incentives of a period came how far; each step counts those that came at least so far. */
export const IncentiveFunnel = z
  .object({ from: z.iso.date(), until: z.iso.date(), started: z.number().int(), invited: z.number().int(), submitted: z.number().int(), enrolled: z.number().int(), declined: z.number().int() })
  .meta({ id: 'IncentiveFunnel' });
export type IncentiveFunnel = z.infer<typeof IncentiveFunnel>;

export const incentiveFunnel = endpoint({
  method: 'GET',
  path: `${one}/funnel`,
  action: 'incentive.operate',
  summary: 'How far the incentives came that started in a period (UTC days, both included; the last 90 days unless others are named).',
  tag,
  params,
  query: z.object({ from: z.iso.date().optional(), until: z.iso.date().optional() }),
  response: IncentiveFunnel,
});

export const changeIncentiveSchedule = endpoint({
  method: 'PUT',
  path: `${one}/schedule`,
  action: 'incentive.operate',
  summary: 'Sets when the mails of a program go out. It counts for incentives that start afterwards; those under way keep what they began with.',
  tag,
  params,
  body: schedule.extend(etagField),
  response: IncentiveProgramView,
});
