import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { birthOf } from './processes.ts';
import { Supervised } from './supervised.ts';

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !holds(); await wait(20)) if (Date.now() > end) throw new Error('It did not happen within 10 s');
}

describe('a supervised process', () => {
  let dir: string;
  let said: string[];
  let started: Supervised[];

  const run = (script: string, heard?: (line: string) => void): Supervised => {
    const program = { name: 'worker 1', command: 'sh', args: ['-c', script], log: join(dir, 'out.log'), ends: [['SIGTERM', 300]] as const, ...(heard ? { heard } : {}) };
    const child = new Supervised(program, { add: () => undefined, remove: () => undefined, say: (text) => void said.push(text) });
    started.push(child);
    child.start();
    return child;
  };

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'tandem-supervised-'));
    [said, started] = [[], []];
  });
  afterEach(async () => {
    await Promise.all(started.map((child) => child.stop()));
    rmSync(dir, { recursive: true, force: true });
  });

  it('is started again when it dies, and people are told', async () => {
    const child = run('exec sleep 60');
    const first = child.pid;
    child.signal('SIGKILL');
    await until(() => child.restarts === 1 && child.pid !== undefined);
    expect(child.pid).not.toBe(first);
    expect(said).toEqual(['worker 1 ended (SIGKILL); it is started again in 0.2 s', `worker 1 runs again (process ${child.pid})`]);
  });

  it('waits longer each time it dies at once', async () => {
    const child = run('exit 3');
    await until(() => child.restarts === 2);
    expect(said.filter((text) => text.includes('ended')).map((text) => text.replace(/.*\((.*)\).* in /, '$1 '))).toEqual(['exit status 3 0.2 s', 'exit status 3 0.4 s', ...(said.length > 4 ? ['exit status 3 0.8 s'] : [])]);
  });

  it('is not started again once it was stopped', async () => {
    const child = run('exec sleep 60');
    await child.stop();
    await wait(400);
    expect([child.running, child.restarts, said]).toEqual([false, 0, []]);
  });

  it('ends with its children, even when it ignores the request', async () => {
    const child = run('trap "" TERM; sleep 60 & echo $!; wait; sleep 60');
    await until(() => child.tail().length > 0);
    const grandchild = Number(child.tail());
    const pid = child.pid ?? 0;
    await child.stop();
    await until(() => birthOf(grandchild) === undefined);
    expect(birthOf(pid)).toBeUndefined();
  });

  it('is heard line by line and written down', async () => {
    const lines: string[] = [];
    run('echo one; echo two >&2; exec sleep 60', (line) => void lines.push(line));
    await until(() => lines.length === 2 && readFileSync(join(dir, 'out.log'), 'utf8').length === 8);
    expect(lines.sort()).toEqual(['one', 'two']);
  });

  it('ends when the tool that started it is killed', async () => {
    const supervised = fileURLToPath(new URL('supervised.ts', import.meta.url));
    const script = `
      const { Supervised } = await import(${JSON.stringify(supervised)});
      const child = new Supervised({ name: 'x', command: 'sleep', args: ['60'], log: ${JSON.stringify(join(dir, 'x.log'))}, ends: [['SIGTERM', 100]] });
      child.start();
      console.log(child.pid);
      setTimeout(() => undefined, 60_000);`;
    const tool = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = await new Promise<number>((resolve) => tool.stdout.once('data', (text: Buffer) => resolve(Number(text.toString()))));
    expect(birthOf(pid)).toBeDefined();
    await wait(200);
    tool.kill('SIGKILL');
    await until(() => birthOf(pid) === undefined);
  });
});
