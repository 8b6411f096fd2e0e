// What `npm start` and `npm run dev` share: one stack on the data of this clone, until Ctrl-C.
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

export interface Launch {
  /** Called before anything starts, instead of building once; what it returns is called at the end. */
  readonly keepBuilding?: (stack: Stack, say: (text: string) => void) => Promise<() => Promise<void>>;
}

const terminal = new Terminal();

/** Ends the launcher with one message that says what to do. */
async function refuse(message: string): Promise<never> {
  terminal.close();
  await endGuardian();
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}

function number(name: string, standard: number, least: number, most: number): number {
  const given = process.env[name];
  const value = given ? Number(given) : standard;
  if (!Number.isInteger(value) || value < least || value > most) throw new Error(`${name} is "${given}"; expected a number from ${least} to ${most}.`);
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

async function run({ keepBuilding }: Launch): Promise<void> {
  const ports: Ports = { http: number('PORT', 3000, 1, 65535), mail: number('MAIL_PORT', 1025, 1, 65535), mailWeb: number('MAIL_WEB_PORT', 1080, 1, 65535) };
  const workers = number('WORKERS', 1, 1, 32);
  const holder = holderOf(DATA);
  if (holder) throw new InUse(holder);

  const say = (text: string): void => terminal.step(text, () => stack.doing);
  const stack: Stack = new Stack({ dir: DATA, ports, workers, build: !keepBuilding, say });
  let endBuilding: (() => Promise<void>) | undefined;
  let asked = 0;
  const stop = async (): Promise<void> => {
    say('stopping');
    await Promise.all([stack.stop(), endBuilding?.()]);
    say('stopped; the data stay in .tandem, the next start goes on with them');
    terminal.close();
  };
  endOnSignals(stop, () => 0);
  // A terminal sends Ctrl-C to every process, and npm hands it on again: only a later one means "at once".
  const impatient = (): void => {
    asked ||= Date.now();
    if (Date.now() - asked > 1000) void stack.stop(true);
  };
  process.on('SIGINT', impatient).on('SIGTERM', impatient);

  try {
    endBuilding = await keepBuilding?.(stack, say);
    const withInbox = !process.env.SMTP_URL && (!process.env.DATABASE_URL || process.env.SANDBOX === 'true');
    await stack.start(inherited(true), () => checkPorts({ PORT: ports.http, ...(withInbox ? { MAIL_PORT: ports.mail, MAIL_WEB_PORT: ports.mailWeb } : {}) }));
    terminal.close();
    process.stdout.write(welcome(stack, workers));
  } catch (error) {
    await endBuilding?.();
    // Whoever asked it to end gets that end, not the message that the start was interrupted.
    if (asked) await new Promise(() => undefined);
    throw error;
  }
}

/** Runs until it is told to end; ends the process with a message when it cannot start. */
export async function launch(options: Launch = {}): Promise<void> {
  try {
    await run(options);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const foreign = (error as NodeJS.ErrnoException).code === 'EACCES';
    await refuse(foreign ? `${message}\nThe file belongs to another user: start as the user who started the first time.` : message);
  }
}
