import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ApiFault } from '../api/api-fault';
import { FaultWords } from '../i18n/fault-words';
import { saving } from './saving';
import type { Saving, SavingPlan } from './saving';

const fault = (...data: { reason: string; field?: string }[]): ApiFault =>
  new ApiFault(400, { code: 1, description: '', data: data.map((one) => ({ rule: 'R-01', fix: '', ...one })) } as never, '');
const refused = (error: unknown) => () => Promise.reject(error as Error);

describe('saving what a form holds', () => {
  let of: <Kept>(plan?: SavingPlan<Kept>) => Saving<Kept>;
  beforeEach(() => {
    const words = { say: (error: unknown) => (error instanceof ApiFault ? error.reason : 'NO_ANSWER'), of: ({ reason }: { reason: string }) => reason };
    TestBed.configureTestingModule({ providers: [{ provide: FaultWords, useValue: words }] });
    of = (plan) => TestBed.runInInjectionContext(() => saving(plan));
  });

  it('sends nothing that does not fit, and says what is wrong with it only after the first try', async () => {
    const form = of();
    let sent = 0;
    expect(form.wrong('name', 'Write a name.')).toBe('');
    expect(await form.run(() => Promise.resolve((sent += 1)), false)).toBe(false);
    expect([sent, form.wrong('name', 'Write a name.'), form.wrong('name'), form.busy(), form.refusals()]).toEqual([0, 'Write a name.', '', false, 1]);
  });

  it('sends once, however often somebody presses', async () => {
    const form = of();
    let answer: (value: unknown) => void = () => undefined;
    const first = form.run(() => new Promise((resolve) => (answer = resolve)));
    expect([form.busy(), await form.run(() => Promise.resolve())]).toEqual([true, false]);
    answer(undefined);
    expect([await first, form.busy(), form.refusals()]).toEqual([true, false, 0]);
  });

  it('API-01: puts each refusal where it belongs: to its field, to the field of its reason, or above all', async () => {
    const form = of({ fields: ['address', 'email'], places: { TAKEN: 'email' } });
    await form.run(refused(fault({ reason: 'WRONG', field: 'address.city' }, { reason: 'TAKEN' }, { reason: 'HALTED' }, { reason: 'ODD', field: 'other' })));
    expect([form.wrong('address'), form.wrong('address.city'), form.wrong('email'), form.wrong('add'), form.ruleOf('email'), form.sentence()]).toEqual(['WRONG', 'WRONG', 'TAKEN', '', 'R-01', 'HALTED ODD']);
    await form.run(refused(fault({ reason: 'SHORT', field: 'email' }, { reason: 'COMMON', field: 'email' })));
    expect([form.wrong('email'), form.sentence()]).toEqual(['SHORT COMMON', '']);
    await form.run(refused(new Error('gone')));
    expect([form.wrong('address'), form.sentence()]).toEqual(['', 'NO_ANSWER']);
    await form.run(() => Promise.resolve());
    expect(form.sentence()).toBe('');
  });

  it('API-07: reads the version that somebody saved first, and says so when that cannot be read', async () => {
    const newer = { record: 'theirs', by: 'Olivia Prager', at: '2026-11-20T09:00:00Z' };
    const form = of({ newest: () => Promise.resolve(newer) });
    expect(await form.run(refused(fault({ reason: 'STALE' })))).toBe(false);
    expect([form.newer(), form.sentence()]).toEqual([newer, '']);
    form.reset();
    expect(form.newer()).toBeNull();
    const deaf = of({ newest: refused(new Error('gone')) });
    await deaf.run(refused(fault({ reason: 'STALE' })));
    expect([deaf.newer(), deaf.sentence()]).toEqual([null, 'STALE']);
  });
});
