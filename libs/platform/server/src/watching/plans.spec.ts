import { newId } from '@tandem/platform-kernel';
import { testDatabase } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { Client } from 'pg';
import { actor } from '../http/spec-parts/tiny-api';
import { platformDatabase } from '../orm/platform-database';
import { DEAD_LETTERS } from '../workers/work-state';
import { DEAD, ENDED, RETRYING, WAITING } from './delivery-figures';
import { deliveryConditions } from './delivery-filter';
import type { DeliveryFilter } from './delivery-filter';

const MANY = 100_000;

/** How the database would go about it: the indexes make the cost follow what is asked for, not what was ever sent. */
describe('watching over many mails', () => {
  let database: TestDatabase;
  const [organisation, subject] = [newId(), newId()];

  beforeAll(async () => {
    database = await testDatabase(platformDatabase);
    const run = (sql: string, parameters: unknown[] = []) => database.em().execute(sql, parameters);
    // A year of mails, nearly all of them sent; some of one organisation among hundreds.
    await run(
      `insert into delivery (id, job_id, template, recipient, locale, subject_type, subject_id, organisation_id, state, reason, created_at, changed_at, settled_at)
       select gen_random_uuid(), gen_random_uuid(), 't', 'person' || n || '@company' || n % 20000 || '.example', 'en', (array['invitation', 'enrollment'])[1 + n % 2],
         gen_random_uuid(), case when n % 400 = 0 then ?::uuid else gen_random_uuid() end,
         case when n % 1000 = 0 then 'failed' when n % 1001 = 0 then 'queued' when n % 1003 = 0 then 'deferred' else 'sent' end, case when n % 1000 = 0 then 'MAILBOX_FULL' end,
         t, t, case when n % 1001 = 0 or n % 1003 = 0 then null else t end
       from (select n, now() - n * interval '365 days' / ? as t from generate_series(1, ?) as n) as mail`,
      [organisation, MANY, MANY],
    );
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query('vacuum analyze delivery');
    await owner.end();
  });
  afterAll(async () => database.close());

  const plan = async (sql: string, parameters: readonly unknown[]): Promise<string> =>
    (await database.em().execute<{ 'QUERY PLAN': string }[]>(`explain ${sql}`, [...parameters])).map((line) => line['QUERY PLAN']).join('\n');

  it.each([
    ['what ended', ENDED, [new Date(Date.now() - 86_400_000), 3_600_000, new Date(Date.now() - 86_400_000)], /delivery_settled/],
    ['what waits', WAITING, [], /delivery_open/],
    ['what is retried', RETRYING, [], /delivery_trouble/],
    ['what is dead', DEAD, [], /delivery_(dead|trouble)/],
  ])('counts %s by an index', async (_, sql, parameters, index) => {
    for (const whose of [null, organisation]) {
      const lines = await plan(sql, [...parameters, whose, whose]);
      expect(lines).toMatch(index);
      expect(lines).not.toContain('Seq Scan on delivery');
    }
  });

  it('counts dead letters by an index', async () => {
    expect(await plan(DEAD_LETTERS, [])).not.toContain('Seq Scan on delivery');
  });

  it.each<[string, DeliveryFilter]>([
    ['an address', { search: 'person77@' }],
    ['the beginning of an address or a domain', { search: 'company123' }],
    ['a domain', { search: '@company77' }],
    ['a record', { search: subject }],
    ['a Message-ID', { search: '<x@y>' }],
    ['a subject', { subject }],
    ['a state', { state: ['failed', 'bounced', 'uncertain'], dismissed: 'no' }],
    ['a reason among those in trouble', { state: ['failed'], reason: ['MAILBOX_FULL'] }],
    ['what was dismissed', { dismissed: 'yes' }],
    ['an organisation', { organisation }],
  ])('finds %s by an index', async (_, filter) => {
    const { sql, params } = deliveryConditions(actor({ programs: ['operator'] }), filter);
    expect(await plan(`select d.id from delivery d where ${sql} order by d.id desc limit 50`, params)).not.toContain('Seq Scan on delivery');
  });
});
