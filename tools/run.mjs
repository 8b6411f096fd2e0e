// The door to every tool: `node tools/run.mjs <name> [arguments]`. Runs on any Node from 20 on and without node_modules: it installs
// the dependencies when they are missing or differ from the lockfile, then runs tools/<name>/main.ts on the project's own Node.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, closeSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { clearInterval, setInterval, setTimeout } from 'node:timers';
import { fileURLToPath } from 'node:url';

const workspace = fileURLToPath(new URL('..', import.meta.url));
const within = (...parts) => join(workspace, ...parts);
const LEAST_NODE = [24, 15];

/** Ends with one readable message; notes go to stderr, so that a tool's stdout stays its own. */
function fail(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Compares contents, not times: a fresh checkout makes every file new, and installing by hand may leave the lockfile newer. */
function dependenciesFit() {
  const wanted = packagesOf(within('package-lock.json'));
  const installed = packagesOf(within('node_modules', '.package-lock.json'));
  if (!wanted) fail(`package-lock.json is missing or damaged in ${workspace}`);
  if (!installed) return false;
  return Object.entries(wanted).every(([path, { version, link, optional, devOptional, peer }]) => {
    if (!path || link) return true;
    const found = installed[path];
    return found ? found.version === version : Boolean(optional || devOptional || peer);
  });
}

function npm(...args) {
  const own = process.env.npm_execpath ?? '';
  return /npm-cli\.c?js$/.test(own) ? [process.execPath, [own, ...args]] : ['npm', args];
}

/** npm says what is wrong first, then prints its manual. */
function complaint(log) {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
  const errors = lines.filter((line) => /^npm (error|ERR!)/.test(line));
  return (errors.length > 0 ? errors.slice(0, 20) : lines.slice(-20)).join('\n');
}

async function install() {
  mkdirSync(within('.tandem', 'logs'), { recursive: true, mode: 0o700 });
  const log = within('.tandem', 'logs', 'install.log');
  const out = openSync(log, 'w');
  const began = Date.now();
  const elapsed = () => `${Math.round((Date.now() - began) / 1000)} s`;
  process.stderr.write('installing dependencies (npm ci; a minute or two the first time)\n');
  const beat = setInterval(() => process.stderr.write(`installing dependencies … ${elapsed()}\n`), 15_000);
  const [command, args] = npm('ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=warn');
  // A group of its own: install scripts are npm's children and must not outlive an interruption.
  const child = spawn(command, args, { cwd: workspace, stdio: ['ignore', out, out], detached: true });
  let asked;
  const hurry = (signal) => {
    asked = signal;
    endGroup(child, 'SIGTERM');
    // npm finishes what it does first, which can take a minute; what it leaves half-done is installed anew next time.
    setTimeout(endGroup, 2000, child, 'SIGKILL').unref();
  };
  process.on('SIGINT', hurry).on('SIGTERM', hurry);
  const status = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
  process.off('SIGINT', hurry).off('SIGTERM', hurry);
  clearInterval(beat);
  closeSync(out);
  if (asked) endGroup(child, 'SIGKILL');
  if (asked) process.exit(statusAfter(asked));
  if (status !== 0) fail(`${complaint(log)}\n\nThe dependencies could not be installed (npm ci: ${status}). The whole output: ${log}`);
  process.stderr.write(`installed dependencies in ${elapsed()}\n`);
}

function endGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Stopping the stack is how it is meant to end; any other tool was cut short. */
const statusAfter = (signal) => (name === 'start' && ['SIGINT', 'SIGTERM'].includes(signal) ? 0 : 128 + constants.signals[signal]);

/** The Node of the `node` package; the running one when that is new enough and the package's own is unusable on this machine. */
function projectNode() {
  const own = within('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own) && spawnSync(own, ['--version'], { stdio: 'ignore' }).status === 0) return own;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return process.execPath;
  return fail(
    `The project's own Node (${own}) cannot run here.\n` +
      'It is made by an install script: check that npm may run scripts (npm config get ignore-scripts), then: npm rebuild node\n' +
      `Or use Node ${LEAST_NODE.join('.')} or newer.`,
  );
}

function run(node, entry, args) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', entry, ...args], {
    cwd: workspace,
    // The channel tells the tool when this process dies without a word (kill -9), so that it can clear up.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: [within('node_modules', '.bin'), process.env.PATH].join(delimiter), TANDEM_RUN_BY: String(process.pid) },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => fail(`${node} could not be started: ${error.message}`));
  child.once('exit', (code, signal) => process.exit(code ?? statusAfter(signal)));
  if (process.env.npm_lifecycle_event) endWithParent(child);
}

/** npm killed with -9 cannot pass anything on; its script would live on unseen and hold the ports. */
function endWithParent(child) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 500);
  watch.unref();
}

const [name, ...args] = process.argv.slice(2);
const entry = within('tools', name ?? '', 'main.ts');
if (!name || !/^[a-z-]+$/.test(name) || !existsSync(entry)) fail(`There is no tool called ${name ?? '(nothing)'}: expected tools/<name>/main.ts`);
if (!dependenciesFit()) await install();
run(projectNode(), entry, args);
