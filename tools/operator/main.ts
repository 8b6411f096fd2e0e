// `npm run operator -- create <email>`: the first operator of an installation that is not a sandbox. Works on DATABASE_URL, else on
// the database of `npm start`, running or not.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { build } from '../services/build.ts';
import { holderOf } from '../services/claim.ts';
import { endGuardian } from '../services/guardian.ts';
import { freePort } from '../services/ports.ts';
import { startStack } from '../services/stack.ts';
import { DATA, within, WORKSPACE } from '../services/workspace.ts';

const say = (text: string): void => void process.stderr.write(`${text}\n`);

function operator(settings: Readonly<Record<string, string>>): Promise<number> {
  const child = spawn(process.execPath, ['--enable-source-maps', within('dist', 'apps', 'api', 'operator.js'), ...process.argv.slice(2)], {
    cwd: WORKSPACE,
    stdio: 'inherit',
    env: { ...settings, ...process.env },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
  });
}

async function run(): Promise<number> {
  if (process.env.DATABASE_URL || holderOf(DATA)) {
    await build({ log: join(DATA, 'logs', 'build.log'), projects: ['api'] });
    return operator(process.env.DATABASE_URL ? {} : (JSON.parse(readFileSync(join(DATA, 'stack.json'), 'utf8')) as Record<string, string>));
  }
  const port = await freePort();
  const stack = await startStack({ dir: DATA, ports: { http: port, mail: port, mailWeb: port }, until: 'database', say, signals: true });
  try {
    return await operator(stack.env);
  } finally {
    await stack.stop();
  }
}

try {
  const status = await run();
  await endGuardian();
  process.exit(status);
} catch (error) {
  await endGuardian();
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
