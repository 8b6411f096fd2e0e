import { Injectable } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ApiClient, Browser, provideWords } from '@tandem/platform-admin';
import { OFFBOARDING_FACE } from '../offboarding/offboarding.face';
import { ByFileRun } from './by-file-run';

interface Asked {
  readonly partners: readonly (string | { readonly partner: string; readonly reason: string })[];
  readonly identified: boolean;
  readonly dryRun?: boolean;
}

const json = (status: number, body: unknown): Response => ({ ok: status < 400, status, headers: new Headers(), json: () => Promise.resolve(body) }) as Response;

/** The API as far as marking needs it: knows everybody at `.example`, remembers marks and answers, and can lose an answer. */
@Injectable()
class Outside extends Browser {
  readonly marks = new Map<string, string>();
  readonly answers = new Map<string, unknown>();
  readonly calls: Asked[] = [];
  lose = 0;
  hold: Promise<void> = Promise.resolve();

  override async fetch(_: string, { body, headers }: RequestInit): Promise<Response> {
    const asked = JSON.parse(body as string) as Asked;
    const id = (headers as Record<string, string>)['ms-requestid'] ?? '';
    await this.hold;
    this.calls.push(asked);
    const answer = this.answers.get(id) ?? { items: asked.partners.map((row) => this.one(asked, row)) };
    this.answers.set(id, answer);
    if (this.lose-- > 0) return json(400, { code: 1, description: '', data: [{ rule: 'API-01', reason: 'FIELD_INVALID', fix: '' }], source: 'Tandem' });
    return json(200, answer);
  }

  private one({ identified, dryRun }: Asked, row: Asked['partners'][number]): unknown {
    const { partner, reason } = typeof row === 'string' ? { partner: row, reason: '' } : row;
    const organisation = { id: partner, name: partner };
    if (!partner.endsWith('.example')) return { partner, result: 'refused', reason: 'NOT_FOUND', fix: '' };
    const before = this.marks.get(partner);
    if (!dryRun) void (identified ? this.marks.set(partner, reason) : this.marks.delete(partner));
    if (!identified) return { partner, organisation, result: 'unmarked' };
    return { partner, organisation, result: before === undefined ? 'marked' : before === reason ? 'unchanged' : 'changed' };
  }
}

const many = (count: number): string => Array.from({ length: count }, (_, at) => `p${at}.example;Why`).join('\n');

describe('what is done by file', () => {
  let outside: Outside;
  let run: ByFileRun;
  const results = (): string[] => run.rows().map(({ result, reason }) => [result, reason].filter(Boolean).join(' '));

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideWords([]), { provide: Browser, useClass: Outside }] });
    outside = TestBed.inject(Browser) as Outside;
    run = new ByFileRun(OFFBOARDING_FACE, TestBed.inject(ApiClient), outside);
  });

  it('TRN-01: is rehearsed first, row by row, and does nothing by that', async () => {
    outside.marks.set('c.example', 'Before');
    await run.take('', 'Domain;Reason\na.example;Why\nnobody;Why\n;Why\nc.example;Why\na.example;Other\nd.example;' + 'x'.repeat(501));
    expect(results()).toEqual(['marked', 'refused NOT_FOUND', 'refused NO_PARTNER', 'changed', 'repeated', 'refused CELL_TOO_LONG']);
    expect([[...outside.marks], run.waiting().length, run.phase(), run.fault()]).toEqual([[['c.example', 'Before']], 2, 'checked', null]);
    expect(outside.calls.every(({ dryRun }) => dryRun)).toBe(true);
  });

  it('TRN-01: takes another column, and one reason for rows that have none', async () => {
    await run.take('', 'Domain;Note\na.example;Own\nb.example;');
    expect(results()).toEqual(['marked', 'marked']);
    await run.map('reason', 'Note');
    run.common.set('Of all');
    await run.rehearse();
    await run.apply();
    expect([...outside.marks]).toEqual([['a.example', 'Own'], ['b.example', 'Of all']]);
  });

  it('TRN-01: is carried out in pieces; only what can be done is sent, and what stands twice in two pieces goes once', async () => {
    await run.take('', `${many(450)}\nnobody\np0.example;Again`);
    expect([run.counts().get('marked'), run.counts().get('repeated'), run.counts().get('refused')]).toEqual([450, 1, 1]);
    outside.calls.length = 0;
    await run.apply();
    expect(outside.calls.map(({ partners }) => partners.length)).toEqual([200, 200, 50]);
    expect([outside.marks.size, outside.marks.get('p0.example'), run.phase(), run.waiting().length]).toEqual([450, 'Why', 'done', 0]);
  });

  it('TRN-01: takes back exactly what it has marked', async () => {
    outside.marks.set('old.example', 'Why');
    outside.marks.set('reworded.example', 'Before');
    await run.take('', 'a.example;Why\nold.example;Why\nreworded.example;Why');
    await run.apply();
    expect(results()).toEqual(['marked', 'unchanged', 'changed']);
    await run.takeBack();
    expect([[...outside.marks.keys()], results(), run.undoable().length]).toEqual([['old.example', 'reworded.example'], ['unmarked', 'unchanged', 'changed'], 0]);
  });

  it('does nothing twice when an answer is lost, and knows afterwards what it did', async () => {
    await run.take('', many(3));
    outside.lose = 1;
    await run.apply();
    expect([run.fault() === null, run.waiting().length, outside.marks.size]).toEqual([false, 3, 3]);
    await run.apply();
    expect([run.fault(), results(), run.undoable().length]).toEqual([null, ['marked', 'marked', 'marked'], 3]);
  });

  it('stops after the present piece; the rest stays and can go on', async () => {
    await run.take('', many(250));
    let release = (): void => undefined;
    outside.hold = new Promise((done) => (release = done));
    const going = run.apply();
    run.stop();
    expect([run.stopping(), run.progress()]).toEqual([true, { done: 0, of: 250 }]);
    release();
    await going;
    expect([outside.marks.size, run.waiting().length, run.busy(), [...run.counts()]]).toEqual([200, 50, false, [['marked', 200], ['waiting', 50]]]);
    await run.apply();
    expect(outside.marks.size).toBe(250);
  });

  it('says why a file cannot be read, and lets go of the one before', async () => {
    await run.take('', many(2));
    await run.take('', ' ');
    expect([run.fault(), run.table(), run.rows(), run.phase()]).toMatchObject([{ why: 'empty' }, null, [], 'none']);
  });

  it('drops what was asked of a file that is let go of', async () => {
    let release = (): void => undefined;
    outside.hold = new Promise((done) => (release = done));
    const taken = run.take('', many(2));
    while (run.table() === null) await new Promise((done) => setTimeout(done, 1));
    run.forget();
    release();
    await taken;
    expect([run.rows(), run.busy(), run.phase()]).toEqual([[], false, 'none']);
  });
});
