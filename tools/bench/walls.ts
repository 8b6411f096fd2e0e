// What the wall between organisations costs: two apis of one build on one database, of which one works as if there were no wall.
import { buildServer } from '../build/server.mjs';
import { applicationProgram, untilReady } from '../services/applications.ts';
import { Client } from '../services/client.ts';
import { freePort } from '../services/ports.ts';
import { Supervised } from '../services/supervised.ts';
import type { Call } from './http-load.ts';
import type { Compared, Goal } from './measure.ts';
import { NORDWIND, REQUESTS } from './product.ts';
import type { Product } from './product.ts';

const ALBION = '0b000000-0000-4000-8000-000000000002';

/** At most a fifth more time than without. */
export const WALL_GOAL: Goal = { id: 'SEC-01', says: '≥ 0.83: at most 20 % more time than without the wall', met: ({ ratio }: Compared) => ratio >= 0.83 };

export interface Api {
  readonly url: string;
  readonly pid: () => number | undefined;
}

export interface Walls {
  readonly walled: Api;
  readonly open: Api;
  /** Requests of two organisations in turn, so that connections go from one to the other. */
  inTurn(method: string, path: string, body?: () => unknown): Call;
  stop(): Promise<void>;
}

async function start(product: Product, name: string, walls: string): Promise<{ api: Api; stop: () => Promise<void> }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { NO_COLOR: '1', ...product.stack.env, PORT: String(port), WALLS: walls };
  const process = new Supervised(applicationProgram('api', { name, env, log: product.stack.log(name), failpoints: true }));
  process.start();
  const stop = (): Promise<void> => process.stop();
  try {
    await untilReady(url, [process], new AbortController().signal);
  } catch (error) {
    await stop();
    throw error;
  }
  return { api: { url, pid: () => process.pid }, stop };
}

/** Gives a second organisation a share of the requests that the first one has. */
async function share(product: Product): Promise<void> {
  await product.database.query(
    `insert into invitation select (jsonb_populate_record(one.request, jsonb_build_object('id', gen_random_uuid(), 'organisation_id', $2::uuid))).*
     from (select i as request from invitation i where organisation_id = $1 order by created_at desc limit 1000) as one`,
    [NORDWIND, ALBION],
  );
  await product.database.query('vacuum analyze invitation');
}

/** Starts both beside a product. They are built for measuring: in production there is no way around the wall. */
export async function startWalls(product: Product): Promise<Walls> {
  await buildServer('api', true);
  await share(product);
  const tokens = await Promise.all(['sa@nordwind.example', 'sa@albion.example'].map(async (email) => (await new Client(product.stack.url).call('POST', '/v1/sandbox/tokens', { email })).body['access_token']));
  const walled = await start(product, 'api-walled', 'closed');
  const open = await start(product, 'api-open', 'open').catch(async (error: unknown) => {
    await walled.stop();
    throw error;
  });
  let turn = 0;
  return {
    walled: walled.api,
    open: open.api,
    inTurn: (method, path, body) => {
      const call = product.call(method, path, body?.());
      return { ...call, headers: { ...call.headers, authorization: `Bearer ${String(tokens[turn++ % tokens.length])}` } };
    },
    stop: async () => void (await Promise.all([walled.stop(), open.stop()])),
  };
}

export const LISTED = `${REQUESTS}?size=50`;
