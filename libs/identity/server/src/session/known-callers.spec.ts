import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Signals } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import { identityDatabase } from '../identity-database';
import { castId } from '../sandbox/identity-sandbox';
import { identityApi } from '../spec-parts/identity-api';
import type { IdentityApi } from '../spec-parts/identity-api';
import { KnownCallers } from './known-callers';

const SOMEBODY: Actor = { organisationId: 'o', organisationName: 'O', country: 'DE', programs: [], roles: [], name: 'N', locale: 'de' };

describe('who called within the last second', () => {
  let api: IdentityApi;
  let callers: KnownCallers;
  let now: number;
  let looked: number;
  const find = (key = 'a'): Promise<Actor> => callers.find(key, () => Promise.resolve({ ...SOMEBODY, name: String(++looked) }));

  beforeAll(async () => {
    api = await identityApi({ database: await testDatabase(identityDatabase), redis: testRedis() });
  });
  afterAll(() => api.close());
  beforeEach(() => {
    looked = 0;
    now = 1_000_000;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    callers = new KnownCallers(api.app.get(Signals));
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('is looked up once, however many ask, and each for itself', async () => {
    expect((await Promise.all([find(), find(), find('b'), find()])).map(({ name }) => name)).toEqual(['1', '1', '2', '1']);
    now += 999;
    expect((await find()).name).toBe('1');
  });

  it('SEC-02: is looked up anew after a second, heard of or not', async () => {
    await find();
    now += 1000;
    expect((await find()).name).toBe('2');
  });

  it('SEC-02: is not remembered when refused', async () => {
    await expect(callers.find('a', () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    expect((await find()).name).toBe('1');
  });

  it('SEC-02: is forgotten while it is still looked up', async () => {
    let answer: (actor: Actor) => void = () => undefined;
    const slow = callers.find('a', () => new Promise((resolve) => (answer = resolve)));
    callers.forget();
    expect((await find()).name).toBe('1');
    answer(SOMEBODY);
    expect((await slow).name).toBe('N');
    expect((await find()).name).toBe('1');
  });

  it('is forgotten rather than kept without bound', async () => {
    await find('first');
    for (let number = 0; number < 5000; number++) await find(`caller ${number}`);
    const before = looked;
    await find('first');
    expect(looked).toBe(before + 1);
  });

  const GA = castId('ga@nordwind.example');
  it.each([
    ['a person', `update partner_user set state = state where id = '${GA}'`],
    ['a role', `delete from role_assignment where user_id = '${GA}' and role = 'billing_admin'`],
    ['a program', `update program_membership set state = state where false`],
    ['an organisation', `update organisation set name = name where false`],
    ['an API client', `update api_client set state = state where false`],
    ['an ended session', `with one as (insert into session (id, token_hash, user_id) values (gen_random_uuid(), 'h', '${GA}')) select 1; update session set ended_at = now() where token_hash = 'h'`],
  ])('SEC-02: is forgotten when %s changes, wherever it was changed', async (_, sql) => {
    callers.onModuleInit();
    // The connection that listens is there when a notification of our own arrives.
    for (const signals = api.app.get(Signals); looked < 2; await find()) await signals.send('tandem_identity');
    const before = looked;
    for (const statement of sql.split(';')) await api.database.em().execute(statement);
    while (looked === before) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      await find();
    }
    expect(looked).toBe(before + 1);
  });
});
