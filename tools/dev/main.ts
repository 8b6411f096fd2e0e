// `npm run dev`: like `npm start`, and every saved file is built again; api and workers start again, the console waits for a reload.
import { watchServer } from '../build/server.mjs';
import type { Stack } from '../services/stack.ts';
import { Supervised } from '../services/supervised.ts';
import { within, WORKSPACE } from '../services/workspace.ts';
import { launch } from '../start/launch.ts';

type Say = (text: string) => void;

/** Bundles once, then again after each change; resolves with the way to end it when the first bundle is there. */
function watchBundle(name: 'api' | 'worker', stack: Stack, say: Say): Promise<() => Promise<void>> {
  let restarting = Promise.resolve();
  return new Promise((resolve, reject) => {
    let first = true;
    const watching = watchServer(name, (errors) => {
      if (errors.length > 0) return first ? reject(new Error(`${name} cannot be built`)) : say(`${name}: not built, the last one goes on`);
      if (first) {
        first = false;
        return resolve(async () => (await watching)());
      }
      const running = name === 'api' ? [stack.api] : stack.workers;
      say(`${name} is built again`);
      restarting = restarting.then(async () => void (await Promise.all(running.map((one) => one?.restart() ?? Promise.resolve()))));
    });
    watching.catch(reject);
  });
}

function watchConsole(stack: Stack, say: Say): Supervised {
  const program = {
    name: 'build of the console',
    command: process.execPath,
    args: [within('tools', 'build', 'admin.mjs'), '--watch'],
    cwd: WORKSPACE,
    env: { ...process.env, NO_COLOR: '1' },
    log: stack.log('build-console'),
    ends: [['SIGTERM', 2000]],
    heard: (line: string) => (/^✘|complete/.test(line) ? say(`console: ${line.trim()}`) : undefined),
  } as const;
  const watched = new Supervised(program, { add: () => undefined, remove: () => undefined, say });
  watched.start();
  return watched;
}

await launch({
  async keepBuilding(stack, say) {
    say('building, and again after every change');
    const page = watchConsole(stack, say);
    const bundles = await Promise.all([watchBundle('api', stack, say), watchBundle('worker', stack, say)]).catch(async (error: unknown) => {
      await page.stop();
      throw error;
    });
    return async () => void (await Promise.all([page.stop(), ...bundles.map((end) => end())]));
  },
});
