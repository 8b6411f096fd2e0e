import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import { ApiFault } from '../api/api-fault';
import { ListSource } from './list-source';
import type { Page } from './list-source';

type Row = { id: string };
const rows = (...ids: string[]): Row[] => ids.map((id) => ({ id }));
const settle = async (): Promise<void> => {
  TestBed.tick();
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};

function source(read: (question: string, after?: string) => Promise<Page<Row>>, question = signal('a')) {
  return { question, list: TestBed.runInInjectionContext(() => new ListSource<Row, string>(question, read)) };
}

describe('rows of a list', () => {
  it('come page by page', async () => {
    const { list } = source(async (_, after) => (after ? { items: rows('3') } : { items: rows('1', '2'), continuationToken: 'next' }));
    await settle();
    expect(list.hasMore()).toBe(true);
    await list.more();
    expect(list.rows().map((row) => row.id)).toEqual(['1', '2', '3']);
    expect(list.hasMore()).toBe(false);
  });

  it('stay as many when read again', async () => {
    const { list } = source(async (_, after) => (after ? { items: rows('3') } : { items: rows('1', '2'), continuationToken: 'next' }));
    await settle();
    await list.more();
    await list.refresh();
    expect(list.rows()).toHaveLength(3);
  });

  it('keep standing when reading fails, and say so', async () => {
    let fails = false;
    const { list } = source(async () => {
      if (fails) throw new ApiFault(503, undefined, 'c1');
      return { items: rows('1') };
    });
    await settle();
    fails = true;
    await list.refresh();
    expect(list.rows()).toEqual(rows('1'));
    expect(list.fault()?.correlationId).toBe('c1');
  });

  it('stay while another question is asked, and go when it cannot be answered', async () => {
    let answer: (page: Page<Row>) => void = () => undefined;
    const { list, question } = source((asked) => {
      if (asked === 'a') return Promise.resolve({ items: rows('1', '2'), continuationToken: 'next' });
      return asked === 'b' ? new Promise((resolve) => (answer = resolve)) : Promise.reject(new ApiFault(503, undefined, ''));
    });
    await settle();
    question.set('b');
    await settle();
    expect([list.rows().length, list.stale(), list.first()]).toEqual([2, true, false]);
    await list.more();
    expect(list.rows()).toHaveLength(2);
    answer({ items: rows('3') });
    await settle();
    expect([list.rows(), list.stale()]).toEqual([rows('3'), false]);
    question.set('c');
    await settle();
    expect([list.rows(), list.fault()?.status]).toEqual([[], 503]);
  });

  it('belong to the latest question: a late answer to an older one is dropped', async () => {
    const waiting: Record<string, (page: Page<Row>) => void> = {};
    const { list, question } = source((asked) => new Promise((resolve) => (waiting[asked] = resolve)));
    await settle();
    question.set('b');
    await settle();
    waiting['b']?.({ items: rows('new') });
    await settle();
    waiting['a']?.({ items: rows('old') });
    await settle();
    expect(list.rows()).toEqual(rows('new'));
  });
});

describe('a row as it will be', () => {
  type Named = { id: string; name: string };
  const said = (list: ListSource<Named, string>) => list.rows().map(({ name }) => name).join();

  /** A list whose readings and whose command are answered by hand. */
  function byHand() {
    const [answers, question]: [((name: string) => void)[], ReturnType<typeof signal<string>>] = [[], signal('a')];
    const read = (): Promise<Page<Named>> => new Promise((resolve) => answers.push((name) => resolve({ items: [{ id: '1', name }] })));
    const list = TestBed.runInInjectionContext(() => new ListSource<Named, string>(question, read));
    return { list, answer: async (at: number, name: string) => (answers[at]?.(name), settle()), readings: () => answers.length };
  }

  it('stays while readings that began before still know the old one, and yields to what is read after the command', async () => {
    const { list, answer, readings } = byHand();
    await settle();
    await answer(0, 'taken');
    void list.refresh();
    let done: () => void = () => undefined;
    void list.amend({ id: '1', name: 'given' }, new Promise<void>((resolve) => (done = resolve)));
    await answer(1, 'taken');
    expect([said(list), readings()]).toEqual(['given', 2]);
    done();
    await settle();
    expect([said(list), readings()]).toEqual(['given', 3]);
    await answer(2, 'given, and more');
    expect(said(list)).toBe('given, and more');
  });

  it('goes at once when the command fails', async () => {
    const { list, answer } = byHand();
    await settle();
    await answer(0, 'taken');
    void list.amend({ id: '1', name: 'given' }, Promise.reject(new ApiFault(409, undefined, '')));
    await settle();
    expect(said(list)).toBe('taken');
  });

  it('is the newest of two: the end of the first command does not bring back what was before the second', async () => {
    const { list, answer } = byHand();
    await settle();
    await answer(0, 'given');
    const [first, second] = [Promise.resolve(), new Promise<void>(() => undefined)];
    void list.amend({ id: '1', name: 'taken' }, first);
    void list.amend({ id: '1', name: 'given again' }, second);
    await settle();
    await answer(1, 'taken');
    expect(said(list)).toBe('given again');
  });
});
