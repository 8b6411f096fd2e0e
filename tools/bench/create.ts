// P4: creating a record through the API (entity, event, kept answer) against Fastify and pg (row and job row).
import type { Benchmark } from './benchmark.ts';
import { startReference } from './child.ts';
import { drive, eachOnce } from './http-load.ts';
import { compare, metered } from './measure.ts';
import type { Trial } from './measure.ts';
import { NORDWIND, Product } from './product.ts';

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
    run.tell(await compare({ name: 'create', variant: 'a draft, its event and the kept answer against a row and a job row', unit: 'a second', goal }, subject, reference));
  } finally {
    bare.stop();
    await product.stop();
  }
};
