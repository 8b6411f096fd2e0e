import { newId } from '@tandem/platform-kernel';
import { testDatabase } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { Client } from 'pg';
import { platformDatabase } from '../orm/platform-database';
import { seenEvents } from './list-audit-records';

const MANY = 100_000;

/** How the database would go about it: a page costs the same in a log of a day and of years, at its beginning and deep in it. */
describe('the activity log among many events', () => {
  let database: TestDatabase;
  const organisation = newId();

  beforeAll(async () => {
    database = await testDatabase(platformDatabase);
    // Half a year; one organisation in a few hundred acts, and is named by others at each place.
    await database.em().execute(
      `insert into event (id, type, at, organisation_id, visible_to, subjects)
       select gen_random_uuid(), 'invitation.sent', now() - n * interval '180 days' / ?, places[1], places[1:1 + n % 4], array['invitation:' || gen_random_uuid()]
       from (select n, case n % 1000 when 1 then array[?::uuid, gen_random_uuid(), gen_random_uuid(), gen_random_uuid()] when 2 then array[gen_random_uuid(), gen_random_uuid(), ?::uuid, gen_random_uuid()]
         when 3 then array[gen_random_uuid(), ?::uuid, gen_random_uuid(), gen_random_uuid()] else array[gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid()] end as places from generate_series(1, ?) as n) as happened`,
      [MANY, organisation, organisation, organisation, MANY],
    );
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query('vacuum analyze event');
    await owner.end();
  });
  afterAll(async () => database.close());

  const BEGINNING = { sql: "e.at >= now() - interval '30 days'", params: [] };
  const DEEP = { sql: "e.at >= now() - interval '90 days' and (e.at, e.id) < (now() - interval '80 days', ?::uuid)", params: [newId()] };
  const plan = async (whose: string | null, where: { sql: string; params: readonly unknown[] }): Promise<string> => {
    const { sql, params } = seenEvents(whose, 'e.id, e.at', where, 51);
    const lines = await database.em().execute<{ 'QUERY PLAN': string }[]>(`explain (analyze, buffers off, timing off) select * from (${sql}) as seen order by at desc, id desc limit 51`, [...params]);
    return lines.map((line) => line['QUERY PLAN']).join('\n');
  };

  it.each([
    ['an organisation', 'its beginning', BEGINNING],
    ['an organisation', 'deep in it', DEEP],
    ['an operator', 'its beginning', BEGINNING],
    ['an operator', 'deep in it', DEEP],
  ])('AUD-02: is read by %s from the indexes in the order of time, at %s', async (who, _, where) => {
    const own = who === 'an organisation';
    const lines = await plan(own ? organisation : null, where);
    for (const index of own ? ['event_at', 'event_seen_2', 'event_seen_3', 'event_seen_4'] : ['event_time']) expect(lines).toMatch(new RegExp(`Index (Only )?Scan using ${index}\\b`));
    expect(lines).not.toMatch(/Seq Scan|Bitmap|Rows Removed by Filter/);
  });
});
