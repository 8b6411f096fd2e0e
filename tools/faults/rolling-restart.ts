// F2: SIGTERM for each worker and the api under load, three rounds: what is begun is finished, nothing is uncertain.
import { arrived } from './fault.ts';
import type { Fault, Finding } from './fault.ts';

const ROUNDS = 3;

export const rollingRestart: Fault = {
  on: 'product',
  async strike(stage) {
    const ends: unknown[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      await arrived(stage, 35 * round);
      for (const which of [0, 'api', 1] as const) {
        stage.note(`SIGTERM for ${which === 'api' ? 'the api' : `worker ${which + 1}`} after ${stage.sink.accepted.length} mails`);
        ends.push(await stage.subject.renew(which));
      }
    }
    const clean = ends.filter((end) => end === 0).length;
    return [{ says: `each ends with status 0: ${clean} of ${ends.length}`, holds: clean === ends.length }] satisfies Finding[];
  },
  allowed: () => ({ uncertain: 0 }),
};
