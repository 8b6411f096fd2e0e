import { text } from 'node:stream/consumers';
import { MikroORM } from '@mikro-orm/postgresql';
import { newId } from '@tandem/platform-kernel';
import { testDatabase } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { ormOptions } from '../orm/orm-options';
import { platformDatabase } from '../orm/platform-database';
import { across, asNobody, within } from '../tenancy/scope';
import { csvDownload } from './csv-download';

describe('a file that is made while it goes out', () => {
  let database: TestDatabase;
  let orm: MikroORM;
  const [mine, other] = [newId(), newId()];

  beforeAll(async () => {
    database = await testDatabase(platformDatabase);
    orm = await MikroORM.init(ormOptions({ url: database.ownerUrl, parts: [platformDatabase], as: 'app', pool: 2 }));
    const insert = `insert into saved_view (id, organisation_id, user_id, page, name, query) values (?, ?, ?, 'p', 'n', '')`;
    for (const organisation of [mine, other]) await across('worker', () => orm.em.fork().execute(insert, [newId(), organisation, newId()]));
  });
  afterAll(async () => {
    await orm.close();
    await database.close();
  });

  async function* pages(): AsyncGenerator<string[][]> {
    for (let number = 0; number < 3; number++) yield (await orm.em.fork().execute<{ id: string }[]>('select organisation_id as id from saved_view')).map(({ id }) => [id]);
  }

  it.each([
    ['another organisation', (work: () => Promise<string>) => within(other, work)],
    ['nobody', (work: () => Promise<string>) => asNobody(work)],
    ['everybody', (work: () => Promise<string>) => across('worker', work)],
  ])('SEC-01: is read as whoever asked for it sees, also when room for it is made on behalf of %s', async (_who, on) => {
    const { body } = await within(mine, () => csvDownload({ name: 'views', header: ['Whose'], pages: pages() }));
    const [, ...lines] = (await on(() => text(body))).trim().split('\r\n');
    expect(lines.map((line) => line.replaceAll('"', ''))).toEqual([mine, mine, mine]);
  });
});
