import { lookOf, momentsOf } from './looks';

const say = (key: string, params: Readonly<Record<string, unknown>>): string => `${key} ${JSON.stringify(params)}`;

describe('how deliveries look', () => {
  it('tells one that waits for its first attempt from one that is tried again', () => {
    expect(lookOf({ state: 'pending', attempts: 0 })).toMatchObject({ tone: 'info', word: 'webhooks.states.pending' });
    expect(lookOf({ state: 'pending', attempts: 3 })).toMatchObject({ tone: 'warn', word: 'webhooks.states.again' });
    expect(lookOf({ state: 'parked', attempts: 10 })).toMatchObject({ tone: 'bad' });
  });

  it('tells an answer from silence, and why it was none', () => {
    const history = [
      { at: '2026-11-20T09:01:00Z', responseCode: 204, durationMs: 40 },
      { at: '2026-11-20T09:00:00Z', reason: 'TIMED_OUT', explanation: 'No answer.', durationMs: 10_000 },
    ];
    expect(momentsOf({ history }, say, ({ explanation = '' }) => explanation)).toEqual([
      { at: history[0]?.at, icon: 'circle-check', tone: 'ok', text: 'webhooks.attempt.answered {"code":204,"ms":40}' },
      { at: history[1]?.at, icon: 'circle-alert', tone: 'bad', text: 'webhooks.attempt.silent {"ms":10000}', detail: 'No answer.' },
    ]);
  });
});
