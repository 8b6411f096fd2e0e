// Runs beside every tool that starts processes: when the tool dies, however it dies, its standard input ends here, and whatever the
// tool had left running or lying about is cleared up. A tool that ended properly has left nothing to do.
import { createInterface } from 'node:readline';
import { removePostgres } from './postgres-place.ts';
import { endStranger } from './processes.ts';
import { join } from 'node:path';
import type { Order } from './guardian.ts';

const processes = new Map<number, { birth: string; signal: NodeJS.Signals; store: boolean }>();
const folders = new Set<string>();

function obey(order: Order): void {
  if (order.does === 'guard') processes.set(order.pid, order);
  if (order.does === 'release') processes.delete(order.pid);
  if (order.does === 'keep-clean') folders.add(order.folder);
  if (order.does === 'cleaned') folders.delete(order.folder);
}

async function clearUp(): Promise<void> {
  const left = [...processes];
  for (const stores of [false, true]) {
    await Promise.all(left.filter(([, { store }]) => store === stores).map(([pid, { birth, signal }]) => endStranger(pid, birth, signal)));
  }
  for (const folder of folders) {
    // A stack's folder with its database in it, or a database's own folder.
    removePostgres(join(folder, 'postgres'));
    removePostgres(folder);
  }
}

// The tool's end is the only thing that ends this: a Ctrl-C for all must not.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
createInterface({ input: process.stdin })
  .on('line', (line) => obey(JSON.parse(line) as Order))
  .on('close', () => void clearUp());
