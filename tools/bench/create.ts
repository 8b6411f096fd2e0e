// P4: creating records through the API, one by one (entity, event, kept answer) and by the bulk, against Fastify and pg (row and job row).
import type { Benchmark, Run } from './benchmark.ts';
import { startReference } from './child.ts';
import { drive, eachOnce } from './http-load.ts';
import { compare, metered } from './measure.ts';
import type { Trial } from './measure.ts';
import { NORDWIND, Product, REQUESTS } from './product.ts';
import { startWalls, WALL_GOAL } from './walls.ts';
import type { Api } from './walls.ts';

/** SEC-01: a draft, its event and the kept answer, for two organisations in turn, with the wall between them and without. */
async function compareWalls(run: Run, product: Product, count: number): Promise<void> {
  const walls = await startWalls(product);
  try {
    const draft = () => ({ relationshipType: 'is_indirect_cloud_solution_provider_of', ...product.newRecipient(), language: 'en' });
    const trial = ({ url, pid }: Api): Trial => () => {
      const next = eachOnce(Array.from({ length: count }, () => walls.inTurn('POST', REQUESTS, draft)));
      return metered(count, [pid(), product.stack.postgres?.pid], () => drive({ url, next }));
    };
    run.tell(await compare({ name: 'create', variant: 'a draft, of two organisations in turn, against the same without the wall', unit: 'a second', goal: WALL_GOAL, pairs: 9 }, trial(walls.walled), trial(walls.open)));
  } finally {
    await walls.stop();
  }
}

export const benchCreate: Benchmark = async (run) => {
  const count = run.full ? 2000 : 500;
  const product = await Product.start({ say: run.say });
  const bare = await startReference('reference-api.ts', product.stack.databaseUrl, NORDWIND).catch(async (error: unknown) => {
    await product.stop();
    throw error;
  });
  try {
    const text = 'You are invited to a partnership. Follow the link below.\n'.repeat(12);
    const subject: Trial = () => {
      const next = eachOnce(Array.from({ length: count }, () => product.newDraft()));
      return metered(count, [product.stack.api?.pid, product.stack.postgres?.pid], () => drive({ url: product.stack.url, next }));
    };
    const reference: Trial = () => {
      const next = eachOnce(Array.from({ length: count }, (_, at) => ({ method: 'POST', path: '/create', body: { email: `r${at}@partner.example`, subject: 'An invitation', text } })));
      return metered(count, [bare.pid, product.stack.postgres?.pid], () => drive({ url: `http://127.0.0.1:${bare.ready}`, next }));
    };
    const goal = { id: 'P4', says: '≥ 0.5 with an entity', met: ({ ratio }: { ratio: number }) => ratio >= 0.5 };
    // Nothing is mailed meanwhile: measured is the writing.
    await product.pauseQueues();
    const bulk: Trial = () => {
      const next = eachOnce(product.bulks(count));
      return metered(count, [product.stack.api?.pid, product.stack.postgres?.pid], () => drive({ url: product.stack.url, next }));
    };
    const together = { id: 'P4', says: '≥ 0.75 for the bulk path', met: ({ ratio }: { ratio: number }) => ratio >= 0.75 };
    run.tell(await compare({ name: 'create', variant: 'bulk of 100: drafts, sends, events, deliveries, jobs and kept answer, a record, against a row and a job row', unit: 'a second', goal: together }, bulk, reference));
    run.tell(await compare({ name: 'create', variant: 'a draft, its event and the kept answer against a row and a job row', unit: 'a second', goal }, subject, reference));
    await compareWalls(run, product, count);
  } finally {
    bare.stop();
    await product.stop();
  }
};
