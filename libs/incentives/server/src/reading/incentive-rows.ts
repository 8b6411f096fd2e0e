import type { EntityManager } from '@mikro-orm/postgresql';
import type { IncentiveDelivery } from '@tandem/incentives-contract';
import type { Incentive } from '@tandem/incentives-domain';
import { query } from '@tandem/platform-server';
import { LOCATION } from '../mailing/addressees';

/** What lists read of an incentive; `i` is the incentive, `o` its organisation, `l` the location that counts, `d` its newest mail. */
const COLUMNS = `i.id, i.program, i.state, i.reminder_days as "reminderDays", i.reminded_day as "remindedDay", i.blocked, i.started_at as "startedAt", i.invite_at as "inviteAt", i.invite_due_at as "inviteDueAt",
  i.enroll_due_at as "enrollDueAt", i.invited_at as "invitedAt", i.submitted_at as "submittedAt", i.enrolled_at as "enrolledAt", i.declined_at as "declinedAt", i.term_ends_at as "termEndsAt", i.ended_at as "endedAt", i.version,
  l.mpn_id as "mpnId", l.email,
  case when i.delivery_id is not null then json_build_object('id', i.delivery_id, 'state', coalesce(d.state, 'queued'), 'reason', d.reason, 'recipient', d.recipient, 'at', coalesce(d.changed_at, i.mailed_at)) end as "lastMail",
  json_build_object('id', o.id, 'name', o.name, 'domain', o.domain, 'country', o.country) as organisation`;

export const INCENTIVE_FROM = `from incentive i join organisation o on o.id = i.organisation_id ${LOCATION} left join delivery d on d.id = i.delivery_id`;

/** A mail about an incentive as it is read; nothing but its id and instant is known before its delivery is recorded. */
export interface MailRow {
  readonly id: string;
  readonly state: IncentiveDelivery['state'];
  readonly reason: string | null;
  readonly recipient: string | null;
  readonly at: string;
}

/** An incentive as lists read it. */
export interface IncentiveRow extends Pick<Incentive, 'id' | 'program' | 'state' | 'reminderDays' | 'remindedDay' | 'blocked' | 'startedAt' | 'inviteAt' | 'inviteDueAt' | 'enrollDueAt' | 'invitedAt' | 'submittedAt' | 'enrolledAt' | 'declinedAt' | 'termEndsAt' | 'endedAt' | 'version'> {
  readonly mpnId: string | null;
  readonly email: string | null;
  readonly lastMail: MailRow | null;
  readonly organisation: { readonly id: string; readonly name: string; readonly domain: string; readonly country: string };
}

const DATES = ['startedAt', 'inviteAt', 'inviteDueAt', 'enrollDueAt', 'invitedAt', 'submittedAt', 'enrolledAt', 'declinedAt', 'termEndsAt', 'endedAt'] as const satisfies readonly (keyof IncentiveRow)[];

/** Rows of incentives; `rest` follows the joins, with `?` for each parameter. */
export async function readIncentives(em: EntityManager, rest: string, parameters: readonly unknown[]): Promise<IncentiveRow[]> {
  const rows = await query<IncentiveRow & Record<string, unknown>>(em, `select ${COLUMNS} ${INCENTIVE_FROM} ${rest}`, parameters);
  return rows.map((row) => ({ ...row, ...Object.fromEntries(DATES.map((name) => [name, row[name] === null ? null : new Date(row[name])])) }) as IncentiveRow);
}
