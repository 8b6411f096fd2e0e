// Partners with an incentive, made without their enrollment, for faults.
import { randomUUID } from 'node:crypto';

/**
 * What an incentive is like when it is made: invited, with its first slots before it; not invited yet; or one of those that nobody is to be written to about:
 * `submitted`, `passed` with the end of its window behind it, `early` with a slot before its invitation. Those have to be looked at by the sweep all the same.
 */
export type FiledIncentive = 'invited' | 'new' | 'submitted' | 'passed' | 'early';

/** A group of partners, each with an address of its own. */
export interface Filing {
  readonly count: number;
  readonly kind: FiledIncentive;
  /** Days of the schedule. */
  readonly days: readonly number[];
  /** After how many seconds the first of the days comes, or the invitation is due. */
  readonly inSeconds: number;
}

/** A partner, as a fault knows it. */
export interface Filed {
  /** Of the incentive. */
  readonly id: string;
  readonly email: string;
  /** Who may decline. */
  readonly admin: string;
}

/** The parameters of `FILE_INCENTIVES`; the second of them is that of `FIND_FILED`. */
export const filedIncentives = ({ count, kind, days, inSeconds }: Filing): [number, string, FiledIncentive, string, number] => [count, randomUUID().slice(0, 8), kind, JSON.stringify(days), inSeconds];

/** What a filing has made, when its answer was lost. */
export const FIND_FILED = `select i.id, 'mpn@' || o.domain as email, 'ia@' || o.domain as admin from incentive i join organisation o on o.id = i.organisation_id where o.domain like $1 || '-%'`;

/** Resellers that came from direct bill, with a location, an incentive admin and an incentive, in one statement: parameters by `filedIncentives`; answers rows as `Filed`. */
export const FILE_INCENTIVES = `
with made as (
  select n, gen_random_uuid() as organisation, gen_random_uuid() as incentive, gen_random_uuid() as person, $2 || '-' || n as name, $2 || n as mpn,
    business_now() + $5::float * interval '1 second' - case when $3 = 'new' then 0 else ($4::jsonb ->> 0)::int end * interval '24 hours'
      - case when $3 in ('passed', 'early') then interval '1 hour' else interval '0' end as t0
  from generate_series(1, $1::int) as n
),
organisations as (insert into organisation (id, name, domain, country, created_at) select organisation, 'Partner ' || name, name || '.example', 'FR', t0 from made),
memberships as (
  insert into program_membership (id, organisation_id, program, state, path, since, agreement_signed_at, agreement_signed_by)
  select gen_random_uuid(), organisation, 'indirect_reseller', 'active', 'transition', t0, t0, person from made),
locations as (
  insert into mpn_location (id, organisation_id, mpn_id, type, name, country, email, status, created_at)
  select gen_random_uuid(), organisation, mpn, 'location', 'Partner ' || name, 'FR', 'mpn@' || name || '.example', 'active', t0 from made),
associations as (insert into mpn_association (id, organisation_id, mpn_id, since) select gen_random_uuid(), organisation, mpn, t0 from made),
people as (
  insert into partner_user (id, organisation_id, email, first_name, last_name, locale, password_hash, must_change_password, state, created_at)
  select person, organisation, 'ia@' || name || '.example', 'Inès', 'Aubert', 'en', '', false, 'active', t0 from made),
roles as (insert into role_assignment (id, organisation_id, user_id, role, since) select gen_random_uuid(), organisation, person, 'incentive_admin', t0 from made),
incentives as (
  insert into incentive (id, organisation_id, program, mpn_id, state, started_at, invite_at, invite_due_at, enroll_due_at, reminder_days, invited_at, next_at, payout, tax)
  select incentive, organisation, 'reseller', case when $3 = 'submitted' then mpn end,
    case $3 when 'new' then 'invitation_due' when 'submitted' then 'submitted' else 'invited' end,
    t0, t0, t0 + interval '720 hours', t0 + case when $3 = 'passed' then ($4::jsonb ->> 0)::int * interval '24 hours' else interval '720 hours' end, $4::jsonb,
    case when $3 = 'new' then null when $3 = 'early' then business_now() + $5::float * interval '1 second' else t0 end,
    business_now() + $5::float * interval '1 second',
    case when $3 = 'submitted' then '{"accountHolder":"Partner","iban":"DE89370400440532013000"}'::jsonb end, case when $3 = 'submitted' then '{"taxId":"FR123456789","country":"FR"}'::jsonb end
  from made)
select incentive as id, 'mpn@' || name || '.example' as email, 'ia@' || name || '.example' as admin from made`;
