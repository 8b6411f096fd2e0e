import { Migration } from '@mikro-orm/migrations';
import { wall, wallThrough } from '@tandem/platform-server';

/** Incentives, which mail stood for which of their days, and schedules that the operator set. */
export class Migration20261130100000_incentives extends Migration {
  override up(): void {
    this.addSql(`
      create table incentive (
        id uuid primary key,
        organisation_id uuid not null references organisation deferrable initially deferred,
        program text not null check (program in ('reseller', 'direct_bill')),
        mpn_id text,
        state text not null check (state in ('invitation_due', 'invited', 'submitted', 'action_required', 'enrolled', 'declined')),
        started_at timestamptz(3) not null,
        invite_at timestamptz(3) not null,
        invite_due_at timestamptz(3) not null,
        enroll_due_at timestamptz(3) not null,
        reminder_days jsonb not null,
        invited_at timestamptz(3),
        blocked text check (blocked in ('NO_LOCATION', 'NO_ADDRESS', 'ADDRESS_REFUSED', 'UNCERTAIN', 'ACCOUNT_SUSPENDED', 'PROGRAM_ENDED')),
        retry_at timestamptz(3),
        alerted_at timestamptz(3),
        overdue_at timestamptz(3),
        reminded_day int,
        delivery_id uuid,
        delivery_day int,
        mailed_at timestamptz(3),
        under_way boolean not null default false,
        next_at timestamptz(3),
        payout jsonb,
        tax jsonb,
        verification jsonb,
        submitted_at timestamptz(3),
        submitted_by uuid,
        enrolled_at timestamptz(3),
        term_ends_at timestamptz(3),
        ended_at timestamptz(3),
        declined_at timestamptz(3),
        version int not null default 1,
        constraint incentive_once unique nulls not distinct (organisation_id, program, mpn_id),
        check (invite_at <= invite_due_at),
        check ((state = 'enrolled') = (term_ends_at is not null)),
        check (state not in ('submitted', 'enrolled') or (mpn_id is not null and payout is not null and tax is not null))
      ) with (fillfactor = 80, vacuum_index_cleanup = on)`);
    // What was due leaves dead entries at the very place where the sweep looks; in a big table vacuum would leave few of them where they are.
    // What the sweep looks for: it costs by what is due, not by what there is (TIM-06).
    this.addSql('create index incentive_due on incentive (next_at, id) where next_at is not null');
    this.addSql('create index incentive_begun on incentive (started_at desc, id desc)');
    this.addSql('create index incentive_states on incentive (state, started_at desc, id desc)');
    // What operators are counted at: what closes soon, and what is late.
    this.addSql(`create index incentive_closing on incentive (enroll_due_at) where state = 'invited'`);
    this.addSql(`create index incentive_late on incentive (invite_due_at) where state = 'invitation_due'`);
    this.addSql('create index incentive_blocked on incentive (started_at desc, id desc) where blocked is not null');
    // INC-11: whatever runs twice, at once or late, a day of an incentive has one mail.
    this.addSql(`
      create table incentive_mail (
        incentive_id uuid not null references incentive,
        day int not null check (day between 0 and 30),
        delivery_id uuid not null,
        ordered_at timestamptz(3) not null,
        primary key (incentive_id, day)
      )`);
    this.addSql(`
      create table incentive_schedule (
        program text primary key check (program in ('reseller', 'direct_bill')),
        invite_delay_days int not null check (invite_delay_days between 0 and 30),
        reminder_days jsonb not null,
        changed_by uuid,
        changed_at timestamptz(3) not null,
        version int not null default 1
      )`);
    this.addSql('grant select, insert, update, delete on incentive, incentive_mail, incentive_schedule to tandem_app');
    for (const statement of [...wall('incentive'), ...wallThrough('incentive_mail', 'incentive_id', 'incentive')]) this.addSql(statement);
    // Who came from direct bill before there were incentives was promised an invitation all the same (INC-01).
    this.addSql(`
      insert into incentive (id, organisation_id, program, state, started_at, invite_at, invite_due_at, enroll_due_at, reminder_days, next_at)
      select gen_random_uuid(), organisation_id, 'reseller', 'invitation_due', since, since, since + interval '720 hours', since + interval '720 hours', '[7,14,21,28]', since
      from program_membership where program = 'indirect_reseller' and path = 'transition' and state <> 'ended'`);
    // Whoever billed directly before finds the incentive open, and is not written to.
    this.addSql(`
      insert into incentive (id, organisation_id, program, state, started_at, invite_at, invite_due_at, enroll_due_at, reminder_days)
      select gen_random_uuid(), organisation_id, 'direct_bill', 'invited', since, since, since + interval '720 hours', since + interval '720 hours', '[]'
      from program_membership where program = 'direct_bill' and state <> 'ended'`);
  }
}
