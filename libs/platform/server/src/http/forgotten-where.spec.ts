import { setTimeout as wait } from 'node:timers/promises';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Inject, Module } from '@nestjs/common';
import { endpoint } from '@tandem/platform-contract';
import { newId } from '@tandem/platform-kernel';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import * as z from 'zod';
import { csvDownload } from '../csv/csv-download';
import { Across } from '../tenancy/across.decorator';
import { Endpoint, PageRoute } from './endpoint.decorator';
import { page } from './page';
import { thingDatabase } from './spec-parts/thing-database';
import { actor, bearer, tinyApi } from './spec-parts/tiny-api';
import type { TinyApi } from './spec-parts/tiny-api';

const about = { tag: 'Forgetful', summary: 'Reads without saying whose.' };
const answers = { response: z.object({ seen: z.array(z.string()) }) };
const getAll = endpoint({ ...about, ...answers, method: 'GET', path: '/v1/forgetful', action: 'signed-in' });
const changeAll = endpoint({ ...about, ...answers, method: 'POST', path: '/v1/forgetful', action: 'signed-in' });
const getPublic = endpoint({ ...about, ...answers, method: 'GET', path: '/v1/forgetful/public', action: 'public' });
const getAcross = endpoint({ ...about, ...answers, method: 'GET', path: '/v1/forgetful/across', action: 'public' });
const exportAll = endpoint({ ...about, method: 'GET', path: '/v1/forgetful/export', action: 'signed-in', response: z.string() });

/** What a careless hand would write: not one statement says whose rows it means. */
@Controller()
class ForgetfulController {
  constructor(@Inject(EntityManager) private readonly em: EntityManager) {}

  @Endpoint(getAll)
  async all(): Promise<{ seen: string[] }> {
    await this.em.execute('select pg_sleep(random() / 200)');
    return { seen: (await this.em.execute<{ id: string }[]>('select organisation_id as id from saved_view')).map(({ id }) => id) };
  }

  @Endpoint(changeAll)
  async change(): Promise<{ seen: string[] }> {
    return { seen: (await this.em.execute<{ id: string }[]>('update saved_view set version = version + 1 returning organisation_id as id')).map(({ id }) => id) };
  }

  @Endpoint(getPublic)
  public(): Promise<{ seen: string[] }> {
    return this.all();
  }

  @Endpoint(getAcross)
  @Across('metrics')
  across(): Promise<{ seen: string[] }> {
    return this.all();
  }

  @Endpoint(exportAll, { produces: 'text/csv' })
  export(): Promise<unknown> {
    const em = this.em.fork();
    async function* pages(): AsyncGenerator<string[][]> {
      for (let number = 0; number < 3; number++) {
        await wait(5);
        yield (await em.execute<{ id: string }[]>('select organisation_id as id from saved_view')).map(({ id }) => [id]);
      }
    }
    return csvDownload({ name: 'forgetful', header: ['Whose'], pages: pages() });
  }

  @PageRoute('GET', '/forgetful')
  async page(): Promise<unknown> {
    return page((await this.all()).seen.join());
  }
}

@Module({ controllers: [ForgetfulController] })
class ForgetfulModule {}

describe('a statement that forgets to say whose rows it means', () => {
  let database: TestDatabase;
  let api: TinyApi;
  const companies = Array.from({ length: 20 }, newId);
  const [mine = ''] = companies;
  const token = (organisationId: string, more = {}): { headers: Record<string, string> } => ({ headers: { authorization: bearer(actor({ organisationId, ...more })) } });

  beforeAll(async () => {
    database = await testDatabase(thingDatabase);
    api = await tinyApi({ databaseUrl: database.ownerUrl, redisUrl: testRedis().url, parts: [thingDatabase], modules: [ForgetfulModule] });
    for (const company of companies)
      await database.em().execute(`insert into saved_view (id, organisation_id, user_id, page, name, query) values (?, ?, ?, 'p', 'n', '')`, [newId(), company, newId()]);
  });
  afterAll(async () => {
    await api.app.close();
    await database.close();
  });

  it('SEC-01: reads the caller’s only', async () => {
    expect((await api.inject('GET', '/v1/forgetful', token(mine))).json).toEqual({ seen: [mine] });
  });

  it('SEC-01: changes the caller’s only', async () => {
    expect((await api.inject('POST', '/v1/forgetful', token(mine))).json).toEqual({ seen: [mine] });
    expect(await database.em().execute('select organisation_id as id from saved_view where version > 1')).toEqual([{ id: mine }]);
  });

  it('SEC-01: reads nothing where nobody is signed in', async () => {
    expect((await api.inject('GET', '/v1/forgetful/public')).json).toEqual({ seen: [] });
    expect((await api.inject('GET', '/forgetful')).text).toBe('');
  });

  it('SEC-01: reads the caller’s only while a file goes out', async () => {
    const { text } = await api.inject('GET', '/v1/forgetful/export', token(mine));
    expect(text.trim().split('\r\n').slice(1).map((line) => line.replaceAll('"', ''))).toEqual([mine, mine, mine]);
  });

  it('reads everybody’s through a door, and for an operator', async () => {
    expect((await api.inject('GET', '/v1/forgetful/across')).json).toMatchObject({ seen: expect.arrayContaining(companies) as unknown });
    expect((await api.inject('GET', '/v1/forgetful', token(mine, { programs: ['operator'] }))).json).toMatchObject({ seen: expect.arrayContaining(companies) as unknown });
  });

  it('SEC-01: reads the caller’s only, however many ask at once', async () => {
    const asked = Array.from({ length: 400 }, (_, number) => companies[(number * 7) % companies.length] ?? '');
    const answered = await Promise.all(
      asked.map(async (company, number) => {
        if (number % 5 === 0) return { seen: [], company: (await api.inject('GET', '/v1/forgetful/public')).json };
        const { json } = await api.inject(number % 3 === 0 ? 'POST' : 'GET', '/v1/forgetful', token(company));
        return { seen: [company], company: json };
      }),
    );
    expect(answered.filter(({ seen, company }) => JSON.stringify(company) !== JSON.stringify({ seen }))).toEqual([]);
  });
});
