import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser } from '../api/browser';
import { ColumnChoice } from './column-choice';

const COLUMNS = [{ id: 'name', label: 'n' }, { id: 'status', label: 's' }, { id: 'mail', label: 'm' }, { id: 'by', label: 'b', spare: true }] as const;
let memory: Map<string, string>;
const choice = (columns: ConstructorParameters<typeof ColumnChoice>[0] = COLUMNS) =>
  new ColumnChoice(columns, { remembered: (key: string) => memory.get(key) ?? null, remember: (key: string, value: string) => void memory.set(key, value) } as Browser, 'columns');
const shown = (columns: ColumnChoice): string[] => columns.shown().map((column) => column.id);

beforeEach(() => void (memory = new Map()));

describe('columns of a list', () => {
  it('are those of the list until somebody chooses; spare ones wait', () => {
    expect(shown(choice())).toEqual(['name', 'status', 'mail']);
    expect(choice().all()).toHaveLength(4);
  });

  it('are remembered: which and in which order', () => {
    const columns = choice();
    columns.toggle('status');
    columns.toggle('by');
    columns.move('by', -1);
    expect(shown(columns)).toEqual(['name', 'by', 'mail']);
    expect(shown(choice())).toEqual(['name', 'by', 'mail']);
  });

  it('always begin with the name', () => {
    const columns = choice();
    columns.toggle('name');
    columns.move('status', -1);
    columns.move('name', 1);
    expect(shown(columns)).toEqual(['name', 'status', 'mail']);
    expect([columns.canMove('status', -1), columns.canMove('name', 1), columns.canMove('by', 1)]).toEqual([false, false, false]);
  });

  it('that come later stand at the end, those that are gone are forgotten', () => {
    memory.set('columns', 'gone mail !status mail');
    expect(shown(choice())).toEqual(['name', 'mail']);
    expect(shown(choice([...COLUMNS, { id: 'new', label: 'n' }]))).toEqual(['name', 'mail', 'new']);
  });

  it('can be put back', () => {
    const columns = choice();
    columns.toggle('mail');
    columns.reset();
    expect(shown(choice())).toEqual(['name', 'status', 'mail']);
  });
});
