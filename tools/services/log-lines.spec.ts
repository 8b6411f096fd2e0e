import { sparing, worthShowing } from './log-lines.ts';

describe('from a log to the terminal', () => {
  it('shows warnings and errors with their cause, and whatever is not structured', () => {
    const lines = [
      '{"level":30,"msg":"listening"}',
      '{"level":40,"msg":"slow"}',
      '{"level":50,"msg":"sending failed","err":{"message":"connection refused"}}',
      '{"level":60,"err":{"message":"out of memory"}}',
      'TypeError: x is not a function',
      '{ broken',
      '',
    ];
    expect(lines.map(worthShowing)).toEqual([
      undefined,
      'warning: slow',
      'error: sending failed: connection refused',
      'error: out of memory',
      'TypeError: x is not a function',
      '{ broken',
      undefined,
    ]);
  });

  it('does not flood the terminal', () => {
    const shown: string[] = [];
    const hear = sparing((text) => void shown.push(text), 'more in the log', 3);
    for (let at = 0; at < 100; at++) hear(`line ${at}`);
    expect(shown).toEqual(['line 0', 'line 1', 'line 2', 'more in the log']);
  });
});
