import { Migration } from '@mikro-orm/migrations';
import { wall } from '@tandem/platform-server';

/** Enrollments with the mails to their primary contacts, and which partners are marked for offboarding. */
export class Migration20261129100000_enrollment extends Migration {
  override up(): void {
    this.addSql(`
      create table enrollment (
        id uuid primary key,
        organisation_id uuid not null references organisation deferrable initially deferred,
        path text not null check (path in ('application', 'transition')),
        state text not null check (state in ('offered', 'draft', 'contact_pending', 'in_review', 'action_required', 'qualified', 'active', 'rejected', 'suspended')),
        application jsonb not null check (jsonb_typeof(application) = 'object'),
        started_by uuid,
        started_at timestamptz(3) not null,
        submitted_at timestamptz(3),
        contact_confirmed_at timestamptz(3),
        expected_from timestamptz(3),
        expected_until timestamptz(3),
        clock_since timestamptz(3),
        clock_counted int not null,
        clock_paused boolean not null,
        findings jsonb not null,
        round_told boolean not null,
        stuck_since timestamptz(3),
        assignee_id uuid,
        decided_at timestamptz(3),
        decided_by_role text,
        decided_by uuid,
        decision_reason text,
        decision_checks jsonb not null,
        activated_at timestamptz(3),
        version int not null default 1,
        check ((state = 'in_review') = (expected_until is not null))
      )`);
    // ENR-19: what came to its end is no hindrance, and there is one that has not.
    this.addSql(`create unique index enrollment_open_unique on enrollment (organisation_id) where state in ('offered', 'draft', 'contact_pending', 'in_review', 'action_required', 'qualified', 'rejected')`);
    this.addSql('create index enrollment_organisation on enrollment (organisation_id, started_at desc, id desc)');
    // The queue of whoever reviews, and what the sweep looks for: both cost by what waits, not by what ever was.
    this.addSql(`create index enrollment_queue on enrollment (expected_until, id) where state = 'in_review'`);
    this.addSql(`create index enrollment_late on enrollment (expected_until) where state = 'in_review' and stuck_since is null`);
    this.addSql('create index enrollment_states on enrollment (state, started_at desc, id desc)');
    this.addSql(`
      create table contact_verification (
        id uuid primary key,
        organisation_id uuid not null references organisation deferrable initially deferred,
        enrollment_id uuid not null references enrollment deferrable initially deferred,
        email text not null,
        generation int not null,
        link_key text not null,
        issued_at timestamptz(3) not null,
        expires_at timestamptz(3) not null,
        confirmed_at timestamptz(3),
        resent_at jsonb not null,
        delivery_id uuid,
        version int not null default 1,
        constraint contact_verification_enrollment_unique unique (enrollment_id)
      )`);
    this.addSql(`
      create table offboarding (
        organisation_id uuid primary key references organisation deferrable initially deferred,
        reason text not null,
        since timestamptz(3) not null,
        marked_by uuid not null,
        version int not null default 1
      )`);
    // Two companies are the same when their registers say so, or name and postal code together.
    this.addSql(`create index partner_profile_registration on partner_profile (upper(regexp_replace(content ->> 'registrationNumber', '[\\s./-]', '', 'g'))) where kind = 'legalbusiness'`);
    this.addSql(`create index partner_profile_company on partner_profile (lower(content ->> 'companyName'), (content -> 'address' ->> 'postalCode')) where kind = 'legalbusiness'`);
    this.addSql('grant select, insert, update, delete on enrollment, contact_verification, offboarding to tandem_app');
    for (const statement of ['enrollment', 'contact_verification', 'offboarding'].flatMap((table) => wall(table))) this.addSql(statement);
  }
}
