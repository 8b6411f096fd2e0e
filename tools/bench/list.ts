// P3, P4 (one record), P14: reading through the API, with sign-in, permission and validation, against Fastify and pg.
import { startSink } from '../faults/sink.ts';
import type { Benchmark, Run } from './benchmark.ts';
import { startReference } from './child.ts';
import type { Reference } from './child.ts';
import { drive, forAWhile } from './http-load.ts';
import type { Call } from './http-load.ts';
import { compare, median } from './measure.ts';
import type { Sample, Trial } from './measure.ts';
import { cpuMicros } from './cpu.ts';
import { NORDWIND, Product, REQUESTS } from './product.ts';
import { LISTED, startWalls, WALL_GOAL } from './walls.ts';
import type { Api } from './walls.ts';

const WINDOW_MS = 1500;
const CPU_MOST = 1.6;

/** As many requests as go through in a while. */
async function rateOf(url: string, pids: readonly (number | undefined)[], call: () => Call): Promise<Sample> {
  const before = cpuMicros(pids);
  const began = performance.now();
  const { latencies } = await drive({ url, next: forAWhile(call, WINDOW_MS) });
  const seconds = (performance.now() - began) / 1000;
  return { rate: latencies.length / seconds, cpuUs: (cpuMicros(pids) - before) / latencies.length };
}

/** How long an answer is, in bytes. */
async function sizeOf(url: string, call: Call): Promise<number> {
  const calls = [call];
  const { bodies } = await drive({ url, connections: 1, next: () => calls.pop() }, true);
  return Buffer.byteLength(bodies[0] ?? '');
}

async function compareReads(run: Run, product: Product, bare: Reference): Promise<void> {
  const url = `http://127.0.0.1:${bare.ready}`;
  const sizes = async (path: string, other: string): Promise<() => string> => {
    const [subject, reference] = [await sizeOf(product.stack.url, product.call('GET', path)), await sizeOf(url, { method: 'GET', path: other })];
    return () => `${subject} bytes an answer, the reference ${reference}`;
  };
  const trial = (path: string): Trial => () => rateOf(product.stack.url, [product.stack.api?.pid, product.stack.postgres?.pid], () => product.call('GET', path));
  const reference = (path: string): Trial => () => rateOf(url, [bare.pid, product.stack.postgres?.pid], () => ({ method: 'GET', path }));
  const list = trial(`${REQUESTS}?size=50`);
  const cheap = ({ subject, reference: other }: { subject: Sample; reference: Sample }): boolean => subject.cpuUs <= CPU_MOST * other.cpuUs;
  const [some] = await product.ask<{ id: string }>('select id from invitation where organisation_id = $1 limit 1', [NORDWIND]);
  run.tell(
    await compare(
      { name: 'list', variant: 'page of 50 against Fastify and pg', unit: 'a second', goal: { id: 'P3', says: '≥ 0.75, or CPU ≤ 1.6x', met: (result) => result.ratio >= 0.75 || cheap(result) }, detail: await sizes(`${REQUESTS}?size=50`, '/list?size=50') },
      list,
      reference('/list?size=50'),
    ),
  );
  run.tell(
    await compare({ name: 'list', variant: 'page of 50 against em.find', unit: 'a second', goal: { id: 'P3', says: '≥ 3', met: ({ ratio }) => ratio >= 3 }, detail: await sizes(`${REQUESTS}?size=50`, '/naive?size=50') }, list, reference('/naive?size=50')),
  );
  run.tell(
    await compare(
      { name: 'list', variant: 'one record against Fastify and pg', unit: 'a second', goal: { id: 'P4', says: '≥ 0.75, or CPU ≤ 1.6x', met: (result) => result.ratio >= 0.75 || cheap(result) }, detail: await sizes(`${REQUESTS}/${some?.id ?? ''}`, `/one/${some?.id ?? ''}`) },
      trial(`${REQUESTS}/${some?.id ?? ''}`),
      reference(`/one/${some?.id ?? ''}`),
    ),
  );
}

/** SEC-01: a page of 50, for two organisations in turn, with the wall between them and without. */
async function compareWalls(run: Run, product: Product): Promise<void> {
  const walls = await startWalls(product);
  try {
    const trial = ({ url, pid }: Api): Trial => () => rateOf(url, [pid(), product.stack.postgres?.pid], () => walls.inTurn('GET', LISTED));
    run.tell(await compare({ name: 'list', variant: 'page of 50, of two organisations in turn, against the same without the wall', unit: 'a second', goal: WALL_GOAL, pairs: 9 }, trial(walls.walled), trial(walls.open)));
  } finally {
    await walls.stop();
  }
}

/** P14: half the time of a page while mails go out as fast as they can. */
async function compareBusy(run: Run, product: Product, sink: Awaited<ReturnType<typeof startSink>>): Promise<void> {
  const mails = run.full ? 1500 : 400;
  const typical = async (busy: () => boolean): Promise<Sample> => {
    const end = performance.now() + WINDOW_MS;
    const before = cpuMicros([product.stack.api?.pid, product.stack.postgres?.pid]);
    const { latencies } = await drive({ url: product.stack.url, connections: 1, next: () => (performance.now() < end && busy() ? product.call('GET', `${REQUESTS}?size=50`) : undefined) });
    return { rate: median(latencies), cpuUs: (cpuMicros([product.stack.api?.pid, product.stack.postgres?.pid]) - before) / latencies.length };
  };
  const busy: Trial = async () => {
    const orders = await product.drafted(mails);
    const target = sink.accepted.length + mails;
    sink.hold();
    await product.sendAll(orders);
    sink.release();
    const sample = await typical(() => sink.accepted.length < target);
    await sink.until(target, 15_000);
    return sample;
  };
  run.tell(
    await compare(
      { name: 'list', variant: 'half-time of a page while mails go out, against the same at rest', unit: 'ms', goal: { id: 'P14', says: '≤ 3x', met: ({ ratio }) => ratio <= 3 } },
      busy,
      () => typical(() => true),
    ),
  );
}

export const benchList: Benchmark = async (run) => {
  const sink = await startSink(0);
  const product = await Product.start({ smtp: sink.url, say: run.say });
  const references: Reference[] = [];
  try {
    await product.fillRequests(run.full ? 1_000_000 : 100_000);
    const bare = await startReference('reference-api.ts', product.stack.databaseUrl, NORDWIND);
    references.push(bare);
    await compareReads(run, product, bare);
    await compareWalls(run, product);
    await compareBusy(run, product, sink);
  } finally {
    for (const { stop } of references) stop();
    await product.stop();
    sink.stop();
  }
};
