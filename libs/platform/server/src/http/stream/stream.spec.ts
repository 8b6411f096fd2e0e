import { setTimeout as wait } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import type { Actor } from '../../auth/actor';
import { thingDatabase } from '../spec-parts/thing-database';
import { actor, bearer, endSessionsOf, tinyApi } from '../spec-parts/tiny-api';
import type { TinyApi } from '../spec-parts/tiny-api';
import { LiveStreams } from './live-streams';

describe('the stream', () => {
  let database: TestDatabase;
  let api: TinyApi;
  let url: string;

  beforeAll(async () => {
    database = await testDatabase(thingDatabase);
    api = await tinyApi({ databaseUrl: database.ownerUrl, redisUrl: testRedis().url, parts: [thingDatabase] });
    await api.app.listen(0, '127.0.0.1');
    url = await api.app.getUrl();
  });
  afterAll(async () => {
    await api.app.close();
    await database.close();
  });

  /** Opens a line; `heard` grows, `ended` settles when the server ends it. */
  async function listen(who: Actor): Promise<{ heard: () => string; ended: Promise<void>; leave: () => void }> {
    const abort = new AbortController();
    const response = await fetch(`${url}/v1/stream`, { headers: { authorization: bearer(who) }, signal: abort.signal });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    let heard = '';
    const ended = (async () => {
      const decoder = new TextDecoder();
      for await (const chunk of response.body ?? []) heard += decoder.decode(chunk as Uint8Array);
    })().catch(() => undefined);
    return { heard: () => heard, ended, leave: () => abort.abort() };
  }
  const announce = (visibleTo: string[], type = 'partnership.changed', subjects = ['partnership:1']) => database.em().execute("select pg_notify('tandem_change', ?)", [JSON.stringify([{ type, subjects, visibleTo }])]);
  const open = () => api.app.get(LiveStreams, { strict: false }).count;

  it('SEC-01: tells what changed, and only what the organisation may see', async () => {
    const [mine, theirs] = [actor({ organisationId: randomUUID() }), actor({ organisationId: randomUUID() })];
    const [one, other] = [await listen(mine), await listen(theirs)];
    await wait(200);
    await announce([mine.organisationId]);
    await wait(200);
    expect(one.heard()).toMatch(/event: change\ndata: \{"type":"partnership.changed","subjects":\["partnership:1"\],"at":"[^"]+Z"\}\n\n/);
    expect(other.heard()).not.toContain('partnership.changed');
    one.leave();
    other.leave();
    await wait(100);
    expect(open()).toBe(0);
  });

  it('ROL-01: tells only of records that the reader may read, and operators of mails and jobs of everyone', async () => {
    const organisationId = randomUUID();
    const agent = await listen(actor({ organisationId }));
    const viewer = await listen(actor({ organisationId, roles: [{ role: 'report_viewer' }] }));
    const operator = await listen(actor({ organisationId: randomUUID(), programs: ['operator'], roles: [{ role: 'operator' }] }));
    await wait(200);
    await announce([organisationId], 'delivery.sent', ['invitation:1', 'delivery:1']);
    await announce([organisationId], 'identity.password-changed', ['user:1']);
    await announce([organisationId], 'partnership.established', []);
    await announce([], 'platform.jobs-retried', []);
    await announce([], 'platform.jobs-retried', ['job:1']);
    await wait(200);
    const told = ({ heard }: typeof agent) => [...heard().matchAll(/data: (\{"type".*\})/g)].map(([, text]) => (({ type, subjects }: { type: string; subjects: string[] }) => [type, ...subjects])(JSON.parse(text ?? '{}') as never));
    expect(told(agent)).toEqual([['delivery.sent', 'invitation:1', 'delivery:1'], ['partnership.established']]);
    expect(told(viewer)).toEqual([]);
    expect(told(operator)).toEqual([['delivery.sent', 'delivery:1'], ['platform.jobs-retried'], ['platform.jobs-retried', 'job:1']]);
    [agent, viewer, operator].forEach(({ leave }) => leave());
    await wait(100);
  });

  it('needs somebody who is signed in', async () => {
    expect((await api.inject('GET', '/v1/stream')).status).toBe(401);
  });

  it('ends with the session', async () => {
    const who = actor({ name: 'Leaving Soon' });
    const streams = api.app.get(LiveStreams, { strict: false });
    const original = streams.open.bind(streams);
    streams.open = (request, reply, by) => original(request, reply, by, 50);
    const line = await listen(who);
    await wait(150);
    expect(line.heard()).toContain(': still here');
    endSessionsOf(who.name);
    await line.ended;
    streams.open = original;
    expect(open()).toBe(0);
  });

  it('lets the oldest line of a person go when there are too many', async () => {
    const who = actor({ userId: randomUUID() });
    const lines: Awaited<ReturnType<typeof listen>>[] = [];
    for (let count = 0; count < 13; count++) lines.push(await listen(who));
    await lines[0]?.ended;
    expect(open()).toBe(12);
    lines.forEach(({ leave }) => leave());
  });

  it('ends when the process stops, so that stopping takes no time', async () => {
    const api2 = await tinyApi({ databaseUrl: database.ownerUrl, redisUrl: testRedis().url, parts: [thingDatabase] });
    await api2.app.listen(0, '127.0.0.1');
    const response = await fetch(`${await api2.app.getUrl()}/v1/stream`, { headers: { authorization: bearer() } });
    const began = performance.now();
    await Promise.all([api2.app.close(), response.text()]);
    expect(performance.now() - began).toBeLessThan(15_000);
  });
});
