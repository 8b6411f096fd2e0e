import { DomainError, mayFollow, reachable } from '@tandem/platform-kernel';
import { IMPORT_TRANSITIONS } from './import-state';
import type { ImportState } from './import-state';
import { FileImport } from './file-import';

const now = new Date('2026-03-06T10:00:00Z');
const STATES = Object.keys(IMPORT_TRANSITIONS) as ImportState[];

function inState(state: ImportState): FileImport {
  const entity = FileImport.check({ kind: 'requests', sender: { organisationId: 'o', name: 'Sven' }, separator: ';', columns: ['E-Mail'], mapping: { address: 'E-Mail' }, language: 'de' }, now);
  if (state === 'cancelled') entity.cancel(now);
  if (state === 'running' || state === 'paused' || state === 'done') entity.start(1, now);
  if (state === 'paused') entity.pause();
  if (state === 'done') entity.finish(now);
  return entity;
}

const COMMANDS: Readonly<Record<string, { to: ImportState; from: readonly ImportState[]; run: (entity: FileImport) => void }>> = {
  start: { to: 'running', from: ['checked'], run: (entity) => entity.start(1, now) },
  pause: { to: 'paused', from: ['running'], run: (entity) => entity.pause() },
  resume: { to: 'running', from: ['paused'], run: (entity) => entity.resume() },
  cancel: { to: 'cancelled', from: ['checked', 'running', 'paused'], run: (entity) => entity.cancel(now) },
  finish: { to: 'done', from: ['running'], run: (entity) => entity.finish(now) },
};

const reasonOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.reason;
    throw error;
  }
};

describe('an import', () => {
  for (const [name, { to, from, run }] of Object.entries(COMMANDS))
    for (const state of STATES)
      it(`SM-13: ${name} ${from.includes(state) ? 'leads' : 'does not lead'} from ${state} to ${to}`, () => {
        const entity = inState(state);
        const reason = reasonOf(() => run(entity));
        expect(entity.state).toBe(from.includes(state) ? to : state);
        expect(reason).toBe(from.includes(state) ? undefined : name === 'start' && (state === 'running' || state === 'paused') ? 'IMPORT_STARTED' : 'IMPORT_STATE');
        expect(mayFollow<ImportState>(IMPORT_TRANSITIONS, state, to)).toBe(Object.values(COMMANDS).some((command) => command.to === to && command.from.includes(state)));
      });

  it('SM-13: every state can be reached', () => {
    expect([...reachable<ImportState>(IMPORT_TRANSITIONS, 'checked')].sort()).toEqual([...STATES].sort());
  });

  it('IMP-04: is not started without a new row', () => {
    const entity = inState('checked');
    expect(reasonOf(() => entity.start(0, now))).toBe('IMPORT_NOTHING_NEW');
    expect(entity.state).toBe('checked');
  });

  it('SM-13: a batch of an earlier run does nothing after a pause and a resumption', () => {
    const entity = inState('running');
    const { run } = entity;
    expect(entity.runsIn(run)).toBe(true);
    entity.pause();
    expect(entity.runsIn(run)).toBe(false);
    entity.resume();
    expect([entity.runsIn(run), entity.runsIn(run + 1)]).toEqual([false, true]);
  });

  it('SM-13: is read in another way only before it is started', () => {
    const entity = inState('checked');
    entity.reread({ address: 'Other' }, 'en');
    expect(entity).toMatchObject({ mapping: { address: 'Other' }, language: 'en' });
    expect(reasonOf(() => inState('paused').reread({}, 'en'))).toBe('IMPORT_STARTED');
  });
});
