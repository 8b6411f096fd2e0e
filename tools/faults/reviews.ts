// Reviews of companies under faults: each ends in the right state, once, with exactly its mails. No invitations are ordered meanwhile.
import { Client } from '../services/client.ts';
import { eventually } from './fault.ts';
import type { Fault, Finding, Stage } from './fault.ts';
import { FILE_REVIEWS, filed } from './filed-reviews.ts';
import type { Filed, FiledKind } from './filed-reviews.ts';
import type { Tandem } from './product.ts';

const file = (subject: Tandem, count: number, kind: FiledKind): Promise<Filed[]> => subject.ask<Filed>(FILE_REVIEWS, filed(count, kind));

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
    const companies = await file(subject, KILLED, 'clear');
    const struck = subject.strikeAt('after_claim', `kill@1 worker ${companies[KILLED / 2]?.job ?? ''}`);
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
    const companies = await file(subject, CONTESTED, 'waiting');
    const nobody = new Client(subject.stack.url);
    const [one, other] = [await nobody.as('op1@ops.example'), await nobody.as('op2@ops.example')];
    const outcomes = await Promise.all(
      companies.map(async ({ id }) => {
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
