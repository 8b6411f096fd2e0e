import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Claim, holderOf, InUse } from './claim.ts';
import { birthOf } from './processes.ts';
import type { Program } from './supervised.ts';

const URL = 'http://localhost:3000';

describe('the claim on a data folder', () => {
  let dir: string;
  const program = (name: string): Program => ({ name, command: 'sleep', args: ['60'], log: join(dir, 'log'), ends: [['SIGTERM', 1000]] });
  const sleeper = (): number => spawn('sleep', ['60'], { detached: true, stdio: 'ignore' }).pid ?? 0;

  beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'tandem-claim-'))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('tells a second launcher where the first one is reached', () => {
    new Claim(dir, URL);
    expect(() => new Claim(dir, URL)).toThrow(InUse);
    expect(() => new Claim(dir, URL)).toThrow(new RegExp(`${URL} \\(process ${process.pid}\\)`));
  });

  it('can be had again after it was given back', () => {
    new Claim(dir, URL).release();
    expect(holderOf(dir)).toBeUndefined();
    expect(new Claim(dir, URL)).toBeDefined();
  });

  it('goes over from a launcher that died, also when its number belongs to another process by now', () => {
    for (const dead of [{ pid: 2 ** 22 + 1, birth: 'never' }, { pid: process.pid, birth: 'an earlier process' }]) {
      writeFileSync(join(dir, 'launcher.json'), JSON.stringify({ ...dead, since: '', url: '' }));
      expect(holderOf(dir)).toBeUndefined();
      new Claim(dir, URL);
      expect(holderOf(dir)?.pid).toBe(process.pid);
    }
  });

  it('ends what a dead launcher left running, and nothing else', async () => {
    const [left, stranger] = [sleeper(), sleeper()];
    new Claim(dir, URL).add(program('worker 1'), left);
    const entries = [
      { name: 'worker 1', pid: left, birth: birthOf(left), signal: 'SIGTERM', store: false },
      { name: 'postgres', pid: stranger, birth: 'an earlier process', signal: 'SIGINT', store: true },
    ];
    writeFileSync(join(dir, 'processes.json'), JSON.stringify(entries));
    writeFileSync(join(dir, 'launcher.json'), '{}');
    expect(await new Claim(dir, URL).endOrphans()).toEqual(['worker 1']);
    expect([birthOf(left), birthOf(stranger)]).toEqual([undefined, expect.any(String)]);
    process.kill(stranger, 'SIGKILL');
  });

  it('leaves no files behind', () => {
    const claim = new Claim(dir, URL);
    claim.add(program('api'), process.pid);
    claim.remove(process.pid);
    claim.release();
    expect(['launcher.json', 'processes.json'].map((file) => existsSync(join(dir, file)))).toEqual([false, false]);
  });
});
