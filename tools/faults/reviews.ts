// Reviews of companies under faults: each ends in the right state, once, with exactly its mails. No invitations are ordered meanwhile.
import { randomUUID } from 'node:crypto';
import { Client } from '../services/client.ts';
import { eventually } from './fault.ts';
import type { Fault, Finding, Stage } from './fault.ts';
import type { Tandem } from './product.ts';

interface Filed {
  readonly id: string;
  readonly job: string;
}

/** What a company is like: everything clear, or waiting for a person who has been told of it. */
type Kind = 'clear' | 'waiting';

const FILE = `
with made as (select n, gen_random_uuid() as organisation, gen_random_uuid() as enrollment, gen_random_uuid() as job, 'c' || n || '-' || $2 || '.example' as domain from generate_series(1, $1::int) as n),
organisations as (insert into organisation (id, name, domain, country, created_at) select organisation, 'Company ' || domain, domain, 'FR', business_now() from made),
enrollments as (
  insert into enrollment (id, organisation_id, path, state, application, started_at, submitted_at, contact_confirmed_at, expected_from, expected_until, clock_since, clock_counted, clock_paused, findings, round_told, decision_checks)
  select enrollment, organisation, 'application', 'in_review', jsonb_build_object(
      'legalBusinessProfile', jsonb_build_object('companyName', 'Company ' || domain, 'address', jsonb_build_object('addressLine1', '5 rue de la Paix', 'city', 'Lyon', 'postalCode', '69001', 'country', 'FR'),
        'primaryContact', jsonb_build_object('firstName', 'Paul', 'lastName', 'Blanc', 'email', 'paul@' || domain, 'phoneNumber', '+33 123456789')),
      'supportProfile', jsonb_build_object('email', 'help@' || domain, 'telephone', '+33 123456789')),
    business_now(), business_now(), business_now(), business_now() + interval '3 days', business_now() + interval '5 days', business_now(), 0, false, '[]', $3 = 'waiting', '[]' from made),
jobs as (
  insert into job (id, name, queue, kind, payload, run_at, max_attempts, organisation_id, subject_type, subject_id)
  select job, 'enrollment.review-enrollment', 'enrollment-review', 'transactional', jsonb_build_object('enrollmentId', enrollment, 'because', 'confirmed'), business_now(), 8, organisation, 'enrollment', enrollment from made where $3 = 'clear')
select enrollment as id, job from made`;

const file = (subject: Tandem, count: number, kind: Kind): Promise<Filed[]> => subject.ask<Filed>(FILE, [count, randomUUID().slice(0, 8), kind]);

const numberOf = async (subject: Tandem, sql: string): Promise<number> => Number((await subject.ask<{ number: string }>(`select count(*) as number from ${sql}`))[0]?.number);

/** Every company is approved, each once. */
async function allApproved({ subject }: Stage<Tandem>, count: number): Promise<Finding[]> {
  const qualified = await numberOf(subject, `enrollment where state = 'qualified' and clock_since is not null`);
  const told = await numberOf(subject, `event where type = 'enrollment.approved'`);
  return [
    { says: `every company is approved: ${qualified} of ${count}`, holds: qualified === count },
    { says: `each is decided once: ${told} of ${count}`, holds: told === count },
  ];
}

const decided = (subject: Tandem): Promise<number> => numberOf(subject, `event where type = 'enrollment.approved'`);

const KILLED = 120;

/** A worker dies in the middle of a review, before its outcome is recorded, and in the middle of a mail that tells of a decision. */
export const reviewKillWorker: Fault = {
  on: 'product',
  orders: { count: 0 },
  also: KILLED,
  async strike({ subject, note, sink }) {
    const filed = await file(subject, KILLED, 'clear');
    const struck = subject.strikeAt('after_claim', `kill@1 worker ${filed[KILLED / 2]?.job ?? ''}`);
    await struck;
    note(`kill -9 a worker with a claimed review after ${await decided(subject)} decisions`);
    await subject.strikeAt('before_record', 'kill@5 worker');
    note(`kill -9 a worker before an outcome was recorded, after ${await decided(subject)} decisions and ${sink.accepted.length} mails`);
    await subject.strikeAt('after_data', 'kill@2 worker');
    note(`kill -9 a worker in the middle of a mail, after ${sink.accepted.length} mails`);
  },
  inspect: (stage) => allApproved(stage, KILLED),
  allowed: (concurrency) => ({ uncertain: 3 * concurrency }),
};

const WAITING = 500;

/** Redis is emptied while 500 reviews wait in it. */
export const reviewFlushRedis: Fault = {
  on: 'product',
  orders: { count: 0 },
  also: WAITING,
  receiptMs: 20,
  async strike({ subject, note }) {
    await file(subject, WAITING, 'clear');
    await eventually('Reviews wait in Redis', async () => (await subject.waiting()) > 50);
    const waiting = await subject.waiting();
    await subject.flush();
    note(`emptied Redis with ${waiting} jobs in it, after ${await decided(subject)} decisions`);
  },
  inspect: (stage) => allApproved(stage, WAITING),
  allowed: () => ({ uncertain: 0 }),
};

const CONTESTED = 40;

/** Two reviewers decide about each company at the same moment, one for it and one against it. */
export const reviewTwoDeciders: Fault = {
  on: 'product',
  orders: { count: 0 },
  also: CONTESTED,
  async strike({ subject, note }) {
    const filed = await file(subject, CONTESTED, 'waiting');
    const nobody = new Client(subject.stack.url);
    const [one, other] = [await nobody.as('op1@ops.example'), await nobody.as('op2@ops.example')];
    const outcomes = await Promise.all(
      filed.map(async ({ id }) => {
        const path = `/v1/enrollments/${id}/decisions`;
        const answers = await Promise.all([one.call('POST', path, { decision: 'approve' }), other.call('POST', path, { decision: 'reject', reason: 'Not the company.' })]);
        return answers.map(({ status }) => status).sort().join();
      }),
    );
    note(`${CONTESTED} companies decided by two at once`);
    return [{ says: `of two at once one decides and the other is told: ${[...new Set(outcomes)].join(' ')}`, holds: outcomes.every((outcome) => outcome === '200,409') }];
  },
  async inspect({ subject }) {
    const decisions = await numberOf(subject, `event where type in ('enrollment.approved', 'enrollment.rejected')`);
    const wrong = await numberOf(subject, `enrollment e join event v on v.subjects @> array['enrollment:' || e.id] where (v.type = 'enrollment.approved' and e.state <> 'qualified') or (v.type = 'enrollment.rejected' and e.state <> 'rejected')`);
    return [
      { says: `each is decided once: ${decisions} of ${CONTESTED}`, holds: decisions === CONTESTED },
      { says: `each is what was decided: ${wrong} are not`, holds: wrong === 0 },
    ];
  },
  allowed: () => ({ uncertain: 0 }),
};

const LATE = 200;

/** The clock jumps a week: what is late is marked and told once, not once for every sweep that was missed. */
export const reviewClockJump: Fault = {
  on: 'product',
  orders: { count: 0 },
  also: LATE,
  receiptMs: 20,
  async strike({ subject, note }) {
    await file(subject, LATE, 'waiting');
    const operator = await new Client(subject.stack.url).as('op1@ops.example');
    await operator.call('PUT', '/v1/sandbox/clock', { advanceBy: 'P7D' });
    note('the clock jumped by a week');
    await eventually('Everything late is marked', async () => (await numberOf(subject, 'enrollment where stuck_since is not null')) === LATE);
  },
  async inspect({ subject }) {
    const told = await numberOf(subject, `event where type = 'enrollment.stuck'`);
    const mailed = await numberOf(subject, `delivery where template = 'enrollment_stuck'`);
    const early = await numberOf(subject, `enrollment where stuck_since <> expected_until`);
    return [
      { says: `each is told late once: ${told} events and ${mailed} mails for ${LATE}`, holds: told === LATE && mailed === LATE },
      { says: `late since the end of its last day: ${early} are not`, holds: early === 0 },
    ];
  },
  allowed: () => ({ uncertain: 0 }),
};
