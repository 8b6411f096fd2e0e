// `npm start`: everything on one machine, until Ctrl-C.
import { holderOf, InUse } from '../services/claim.ts';
import { inherited } from '../services/environment.ts';
import { endGuardian } from '../services/guardian.ts';
import { portIsFree } from '../services/ports.ts';
import { endOnSignals } from '../services/signals.ts';
import { Stack } from '../services/stack.ts';
import type { Ports } from '../services/stack.ts';
import { DATA } from '../services/workspace.ts';
import { Terminal } from './terminal.ts';
import { welcome } from './welcome.ts';

const terminal = new Terminal();

/** Ends the launcher with one message that says what to do. */
function refuse(message: string): never {
  terminal.close();
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}

function number(name: string, standard: number, least: number, most: number): number {
  const given = process.env[name];
  const value = given ? Number(given) : standard;
  if (!Number.isInteger(value) || value < least || value > most) refuse(`${name} is "${given}"; expected a number from ${least} to ${most}.`);
  return value;
}

/** Says all ports that are taken at once, and which setting moves each. */
async function checkPorts(wanted: Readonly<Record<string, number>>): Promise<void> {
  const taken: string[] = [];
  for (const [name, port] of Object.entries(wanted)) {
    if (!(await portIsFree(port))) taken.push(`  Port ${port} is taken by another program. Another port: ${name}=${port + 1} npm start`);
  }
  const doubled = Object.values(wanted).some((port, at, all) => all.indexOf(port) !== at);
  if (doubled) taken.push(`  ${Object.keys(wanted).join(', ')} must be different ports.`);
  if (taken.length > 0) throw new Error(`Tandem cannot start:\n${taken.join('\n')}`);
}

const ports: Ports = { http: number('PORT', 3000, 1, 65535), mail: number('MAIL_PORT', 1025, 1, 65535), mailWeb: number('MAIL_WEB_PORT', 1080, 1, 65535) };
const workers = number('WORKERS', 1, 1, 32);

const holder = holderOf(DATA);
if (holder) refuse(new InUse(holder).message);

const stack = new Stack({ dir: DATA, ports, workers, say: (text) => terminal.step(text) });
let ending = 0;
const stop = async (): Promise<void> => {
  terminal.step('stopping');
  await stack.stop();
  terminal.step('stopped; the data stay in .tandem, the next start goes on with them');
  terminal.close();
};
endOnSignals(stop, () => 0);
// A terminal sends Ctrl-C to every process, and npm hands it on again: only a later one means "at once".
const impatient = (): void => {
  ending ||= Date.now();
  if (Date.now() - ending > 1000) void stack.stop(true);
};
process.on('SIGINT', impatient).on('SIGTERM', impatient);

try {
  const withInbox = !process.env.SMTP_URL && (!process.env.DATABASE_URL || process.env.SANDBOX === 'true');
  await stack.start(inherited(true), () => checkPorts({ PORT: ports.http, ...(withInbox ? { MAIL_PORT: ports.mail, MAIL_WEB_PORT: ports.mailWeb } : {}) }));
  terminal.close();
  process.stdout.write(welcome(stack, workers));
} catch (error) {
  if (ending) await new Promise(() => undefined);
  await endGuardian();
  const message = error instanceof Error ? error.message : String(error);
  refuse((error as NodeJS.ErrnoException).code === 'EACCES' ? `${message}\nA file belongs to another user: start as the user who started the first time.` : message);
}
