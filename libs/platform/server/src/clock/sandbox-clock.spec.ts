import { newId } from '@tandem/platform-kernel';
import { testDatabase, until } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { Config } from '../config/config';
import type { ConfigValues } from '../config/config';
import { Signals } from '../events/signals';
import { platformDatabase } from '../orm/platform-database';
import { refuseMovedClock } from './clock.module';
import { SandboxClock } from './sandbox-clock';

const DAY = 24 * 60 * 60 * 1000;

describe('the sandbox clock', () => {
  let database: TestDatabase;
  const running: { clock: SandboxClock; signals: Signals }[] = [];
  const start = async (): Promise<SandboxClock> => {
    const signals = new Signals(new Config({ DATABASE_URL: database.ownerUrl } as ConfigValues));
    const clock = new SandboxClock(database.orm.em, signals);
    await clock.onModuleInit();
    running.push({ clock, signals });
    return clock;
  };
  const off = (clock: SandboxClock, from = Date.now()): number => clock.now().getTime() - from;

  beforeAll(async () => void (database = await testDatabase(platformDatabase)));
  beforeEach(async () => void (await (await start()).reset()));
  afterAll(async () => {
    for (const { clock, signals } of running) {
      clock.onModuleDestroy();
      await signals.onApplicationShutdown();
    }
    await database.close();
  });

  it('moves forward, and SQL with it', async () => {
    const clock = await start();
    await clock.advance('P22D');
    expect(Math.abs(off(clock) - 22 * DAY)).toBeLessThan(2000);
    const [row] = await database.em().execute<{ days: string }[]>('select extract(epoch from business_now() - now()) / 86400 as days');
    expect(Math.round(Number(row?.days))).toBe(22);
  });

  it('is followed by other processes', async () => {
    const [mover, other] = [await start(), await start()];
    await mover.advance('P1D');
    await until(() => Math.abs(off(other) - DAY) < 2000, 'the other process has the new time');
  });

  it('never goes back', async () => {
    const clock = await start();
    await clock.advance('P2D');
    await expect(clock.set(new Date())).rejects.toMatchObject({ reason: 'CLOCK_BACKWARD' });
    await expect(clock.advance('P-1D')).rejects.toMatchObject({ reason: 'CLOCK_BACKWARD' });
    expect(Math.abs(off(clock) - 2 * DAY)).toBeLessThan(2000);
  });

  it('may be set to any instant once after a reset', async () => {
    const clock = await start();
    const past = new Date('2020-01-01T00:00:00.000Z');
    await clock.set(past);
    expect(off(clock, past.getTime())).toBeLessThan(2000);
    await expect(clock.set(new Date('2019-01-01T00:00:00.000Z'))).rejects.toMatchObject({ reason: 'CLOCK_BACKWARD' });
  });

  it('bars the database from serving real deadlines once it was moved', async () => {
    const clock = await start();
    await expect(refuseMovedClock(database.orm.em)).resolves.toBeUndefined();
    await clock.advance('PT1M');
    await expect(refuseMovedClock(database.orm.em)).rejects.toThrow(/SANDBOX=true/);
  });

  it('gives deliveries the rehearsed time', async () => {
    const clock = await start();
    await clock.advance('P5D');
    const id = newId();
    await database.em().execute(
      `insert into delivery (id, job_id, template, recipient, locale, subject_type, subject_id, organisation_id) values (?, ?, 't', 'a@b.example', 'en', 's', ?, ?)`,
      [id, newId(), newId(), newId()],
    );
    const [row] = await database.em().execute<{ created_at: string }[]>('select created_at from delivery where id = ?', [id]);
    expect(Math.abs(new Date(row?.created_at ?? 0).getTime() - Date.now() - 5 * DAY)).toBeLessThan(2000);
  });
});
