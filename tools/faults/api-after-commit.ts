// F3: kill -9 for the api after a commit, before it wakes anybody or answers; its client repeats the request.
import { arrived } from './fault.ts';
import type { Fault, Finding, Stage } from './fault.ts';
import { Tandem } from './product.ts';
import type { Subject } from './subject.ts';

const KILLS = 4;

/** Whoever asks again gets the first answer, however often. */
async function answersAgain({ subject }: Stage<Subject>): Promise<Finding[]> {
  if (!(subject instanceof Tandem)) return [];
  const { repeated } = subject.partner;
  const again = await Promise.all(repeated.map(async (request) => ({ first: request.answer, second: await subject.partner.again(request) })));
  const same = again.filter(({ first, second }) => second.replayed && second.status === first.status && second.text === first.text).length;
  const committedUnanswered = repeated.filter(({ answer }) => answer.replayed).length;
  return [
    { says: `each kill left a commit without an answer, given when the request was repeated: ${committedUnanswered} of ${KILLS}`, holds: committedUnanswered >= KILLS },
    { says: `a repeated request gets the first answer: ${same} of ${repeated.length}`, holds: same === repeated.length },
  ];
}

export const apiAfterCommit: Fault = {
  on: 'any',
  async strike(stage) {
    for (let kill = 1; kill <= KILLS; kill++) {
      await arrived(stage, 20 * kill);
      await stage.subject.killApiAfterCommit();
      stage.note(`kill -9 the api after a commit, ${stage.ordered()} orders accepted`);
    }
  },
  inspect: answersAgain,
  allowed: () => ({ uncertain: 0 }),
};
