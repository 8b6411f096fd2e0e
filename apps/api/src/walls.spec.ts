import { platformDatabase, within } from '@tandem/platform-server';
import { testDatabase } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { newId } from '@tandem/platform-kernel';
import { Client } from 'pg';
import { CONTEXTS } from './contexts';

/** Tables that belong to no organisation, each with its reason. Whatever else is stored stands behind the wall. */
const OPEN: Readonly<Record<string, string>> = {
  migration: 'what has been done to the database',
  sandbox_clock: 'the one clock of the sandbox',
  worker: 'processes, and what they work on by name and id',
  schedule: 'recurring work, the same for everyone',
  suppressed_address: 'addresses that refuse mails, whoever writes to them',
  passkey_challenge: 'asked before it is known who signs in',
  oidc_artifact: 'the issuer’s, found by random ids only',
  signing_key: 'the installation’s',
  webhook_signing_key: 'the installation’s',
  sign_in_failure: 'counted before it is known who signs in',
  password_request: 'counted before it is known who asks',
  work_account_request: 'counted before it is known who asks',
  incentive_schedule: 'when mails of a program go out, the same for everyone',
  mail_domain: 'what the DNS says, the same for everyone',
  business_day: 'calendars of countries, the same for everyone',
  agreement_template: 'the installation’s; every partner may read those for its country',
};

interface Table {
  readonly name: string;
  readonly walled: boolean;
  readonly owned: boolean;
}
interface Column {
  readonly name: string;
  readonly type: string;
}

describe('the wall between organisations', () => {
  let database: TestDatabase;
  let owner: Client;
  let tables: Table[];
  const columns = new Map<string, Column[]>();
  const [mine, theirs, third] = [newId(), newId(), newId()];

  const rows = async <Row extends object>(sql: string): Promise<Row[]> => (await owner.query<Row>(sql)).rows;
  const walled = (): string[] => tables.filter(({ walled }) => walled).map(({ name }) => name);

  /** A row that is an organisation's by each of its ids. */
  function insertion(table: string, organisation: string): string {
    const values: Readonly<Record<string, string>> = { uuid: `'${organisation}'`, _uuid: `'{${organisation}}'`, text: `'${organisation}'`, _text: `'{}'`, jsonb: `'{}'`, bool: 'false', timestamptz: 'now()' };
    const given = columns.get(table) ?? [];
    return `insert into ${table} (${given.map(({ name }) => `"${name}"`).join()}) values (${given.map(({ type }) => values[type] ?? '1').join()})`;
  }

  /** Does something to each walled table in a scope, and undoes it: how many rows it touched, or why not. */
  async function outcomes(sql: (table: string) => string): Promise<Record<string, unknown>> {
    const found: Record<string, unknown> = {};
    for (const table of walled()) {
      const work = database.em().transactional(async (em) => {
        found[table] = (await em.execute<unknown[]>(sql(table))).length;
        throw new Error('undo');
      });
      await work.catch((error: unknown) => {
        if (error instanceof Error && error.message !== 'undo') found[table] = /row-level security|permission denied/.exec(error.message)?.[0] ?? error.message;
      });
    }
    return found;
  }
  const each = (value: unknown, but: Record<string, unknown> = {}): Record<string, unknown> => ({ ...Object.fromEntries(walled().map((table) => [table, value])), ...but });

  beforeAll(async () => {
    database = await testDatabase(platformDatabase, ...CONTEXTS.map((context) => context.database));
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    tables = await rows<Table>(`
      select c.relname as name, c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid) as walled,
        exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped) as owned
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`);
    for (const { name, table, type } of await rows<Column & { table: string }>(
      `select table_name as table, column_name as name, udt_name as type from information_schema.columns where table_schema = 'public' and is_generated = 'NEVER' order by ordinal_position`,
    ))
      columns.set(table, [...(columns.get(table) ?? []), { name, type }]);
    // Only whose a row is matters here: what else a row has to be would be another table each time.
    for (const { statement } of await rows<{ statement: string }>(`
      select format('alter table %s drop constraint %I cascade', conrelid::regclass, conname) as statement from pg_constraint
      where connamespace = 'public'::regnamespace and contype in ('f', 'c')`))
      await owner.query(statement);
    for (const table of walled()) for (const organisation of [mine, theirs]) await owner.query(insertion(table, organisation));
  });
  afterAll(async () => {
    await owner.end();
    await database.close();
  });

  it('SEC-01: stands before every table, but for those that are named with their reason', () => {
    expect(tables.filter(({ walled }) => !walled).map(({ name }) => name)).toEqual(Object.keys(OPEN).sort());
    expect(tables.filter(({ owned, walled }) => owned && !walled)).toEqual([]);
  });

  it('SEC-01: lets an organisation see its own rows, nobody none, and whoever goes through a door all', async () => {
    const all = (table: string): string => `select from ${table}`;
    expect(await within(mine, () => outcomes(all))).toEqual(each(1));
    expect(await within('', () => outcomes(all))).toEqual(each(0));
    expect(await outcomes(all)).toEqual(each(2));
    const whose = (table: string): string => `select from ${table} t where t::text like '%${theirs}%'`;
    expect(await within(mine, () => outcomes(whose))).toEqual(each(0));
  });

  it('SEC-01: lets an organisation change and remove its own rows only', async () => {
    const append = { event: 'permission denied', agreement_signature: 'permission denied' };
    const change = (table: string): string => `update ${table} set "${columns.get(table)?.[0]?.name}" = "${columns.get(table)?.[0]?.name}" returning 1`;
    const remove = (table: string): string => `delete from ${table} returning 1`;
    for (const act of [change, remove]) {
      expect(await within(mine, () => outcomes(act))).toEqual(each(1, append));
      expect(await within('', () => outcomes(act))).toEqual(each(0, append));
      expect(await outcomes(act)).toEqual(each(2, append));
    }
  });

  it('SEC-01: lets an organisation write nothing in the name of another', async () => {
    const insert = (table: string): string => `${insertion(table, third)} returning 1`;
    expect(await within(mine, () => outcomes(insert))).toEqual(each('row-level security'));
    expect(await within('', () => outcomes(insert))).toEqual(each('row-level security'));
    const give = (table: string): string => `update ${table} set ${(columns.get(table) ?? []).filter(({ type }) => type === 'uuid').map(({ name }) => `"${name}" = '${third}'`).join()} returning 1`;
    expect(await within(mine, () => outcomes(give))).toEqual(each('row-level security', { event: 'permission denied', agreement_signature: 'permission denied' }));
  });

  it('SEC-01: lets what is seen through views be the same, and nothing be written through them', async () => {
    const views = await rows<{ name: string }>(`select viewname as name from pg_views where schemaname = 'public' order by 1`);
    expect(views.map(({ name }) => name)).toEqual(['organisation_card', 'program_holder', 'reseller_agreement', 'seen_delivery', 'seen_event', 'seen_invitation']);
    for (const { name } of views.filter((view) => view.name.startsWith('seen_'))) {
      expect([name, await within(mine, () => database.em().execute<unknown[]>(`select from ${name}`))]).toEqual([name, [{}]]);
      expect(await within('', () => database.em().execute(`select from ${name}`))).toEqual([]);
    }
    for (const { name } of views)
      for (const act of [`delete from ${name}`, `insert into ${name} default values`]) await expect(database.em().execute(act)).rejects.toThrow(/permission denied|cannot/);
  });

  it('DIR-02: lets everybody see what is listed in the directory, and nobody else than its provider change it', async () => {
    await owner.query('update directory_entry set listed = true');
    try {
      expect(await within('', () => database.em().execute<unknown[]>('select from directory_entry'))).toHaveLength(2);
      expect(await within(mine, () => database.em().execute<unknown[]>('update directory_entry set listed = listed returning provider_id as id'))).toEqual([{ id: mine }]);
      expect(await within('', () => database.em().execute<unknown[]>('update directory_entry set listed = listed returning 1'))).toEqual([]);
    } finally {
      await owner.query('update directory_entry set listed = false');
    }
  });

  it('SEC-01: uses indexes on whose a row is, and on what is looked for', async () => {
    const plan = (sql: string): Promise<string> =>
      within(mine, async () =>
        database.em().transactional(async (em) => {
          await em.execute('set local enable_seqscan = off');
          return (await em.execute<{ 'QUERY PLAN': string }[]>(`explain ${sql}`)).map((line) => line['QUERY PLAN']).join('\n');
        }),
      );
    expect(await plan('select from invitation')).toMatch(/Index Cond: \(organisation_id = /);
    expect(await plan(`select from invitation where organisation_id = '${mine}' and type = 't' order by created_at desc, id desc limit 51`)).toMatch(/invitation_list.*\n.*Index Cond/);
    expect(await plan(`select from seen_event where subjects @> array['a:b']`)).toContain('event_subjects');
    expect(await plan(`select from seen_invitation where organisation_id = '${mine}' and lower(email) = 'a@b.example'`)).toContain('invitation_address');
    expect(await plan(`select from seen_delivery where lower(recipient) like 'a@b%'`)).toContain('delivery_recipient');
  });
});
