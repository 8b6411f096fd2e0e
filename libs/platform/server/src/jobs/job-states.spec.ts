import { randomUUID } from 'node:crypto';
import { testDatabase } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { platformDatabase } from '../orm/platform-database';
import { QUEUES } from './definition';
import { JobRows } from './job-rows';

const STATES = ['pending', 'dispatched', 'running', 'done', 'failed', 'dismissed'] as const;
type State = (typeof STATES)[number];

interface Job {
  readonly id: string;
  readonly token: string;
}

const STRANGER = randomUUID();
const trouble = { error: 'It went wrong', final: false };

/** Every change there is, and where it leads; from all states that are not named it leads nowhere. */
const COMMANDS: Readonly<Record<string, { leads: Partial<Record<State, State>>; run: (rows: JobRows, job: Job) => Promise<unknown> }>> = {
  'taken by the relay': { leads: { pending: 'dispatched' }, run: (rows) => rows.takeDue(QUEUES, 100) },
  'given back as lost': { leads: { dispatched: 'pending' }, run: (rows, { id }) => rows.giveBack([{ id, generation: 1 }]) },
  'given back after a flush': { leads: { dispatched: 'pending' }, run: (rows) => rows.giveBackAll() },
  claimed: { leads: { pending: 'running', dispatched: 'running' }, run: (rows, { id }) => rows.claim([{ id, generation: 1, token: STRANGER }]) },
  'claimed under another generation': { leads: {}, run: (rows, { id }) => rows.claim([{ id, generation: 2, token: STRANGER }]) },
  completed: { leads: { running: 'done' }, run: (rows, { id, token }) => rows.complete(id, token).catch(() => undefined) },
  'completed under the token of another claim': { leads: {}, run: (rows, { id }) => rows.complete(id, STRANGER).catch(() => undefined) },
  'failed for now': { leads: { running: 'pending' }, run: (rows, { id, token }) => rows.fail(id, token, trouble) },
  'failed for good': { leads: { running: 'failed' }, run: (rows, { id, token }) => rows.fail(id, token, { ...trouble, final: true }) },
  'failed under the token of another claim': { leads: {}, run: (rows, { id }) => rows.fail(id, STRANGER, trouble) },
  'taken back from a lost worker': { leads: { running: 'pending' }, run: (rows) => rows.reclaim() },
};

describe('states of a job', () => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await testDatabase(platformDatabase)));
  afterAll(async () => database.close());

  /** A due job in a state; a running one has a lease that has just run out. */
  async function inState(state: State): Promise<Job> {
    const [id, token] = [randomUUID(), randomUUID()];
    await database.em().execute('delete from job');
    await database.em().execute(
      `insert into job (id, name, queue, kind, payload, state, run_at, attempts, max_attempts, organisation_id, lease_token, lease_until)
       values (?, 'spec.nothing', 'notification', 'transactional', '{}', ?, business_now() - interval '1 second', 1, 8, gen_random_uuid(), ?::uuid, ?::timestamptz)`,
      [id, state, ...(state === 'running' ? [token, new Date(Date.now() - 1000)] : [null, null])],
    );
    return { id, token };
  }

  const pairs = Object.keys(COMMANDS).flatMap((command) => STATES.map((state) => [command, state] as const));

  it.each(pairs)('%s when %s', async (command, state) => {
    const { leads, run } = COMMANDS[command] as (typeof COMMANDS)[string];
    const job = await inState(state);
    await run(new JobRows(database.em()), job);
    const [row] = await database.em().execute<{ state: State }[]>('select state from job where id = ?', [job.id]);
    expect(row?.state).toBe(leads[state] ?? state);
  });
});
