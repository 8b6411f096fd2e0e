// Builds what is not built, through Nx and its cache: a second time takes a moment.
import { rmSync } from 'node:fs';
import { delimiter } from 'node:path';
import { runLogged } from './packages.ts';
import { within, WORKSPACE } from './workspace.ts';

/**
 * Builds the applications (all, or those named).
 * @throws Error with the end of the output.
 */
export async function build({ log, projects = [], signal }: { log: string; projects?: readonly string[]; signal?: AbortSignal }): Promise<void> {
  rmSync(log, { force: true });
  const chosen = projects.length > 0 ? [`--projects=${projects.join(',')}`] : [];
  const env = {
    ...process.env,
    NX_DAEMON: 'false',
    // Isolated plugins are processes of their own that outlive an interrupted build.
    NX_ISOLATE_PLUGINS: 'false',
    // Else all clones of one user share what was built in any of them.
    NX_CACHE_DIRECTORY: within('.nx', 'cache'),
    NX_TUI: 'false',
    FORCE_COLOR: '0',
    PATH: [within('node_modules', '.bin'), process.env.PATH].join(delimiter),
  };
  await runLogged([process.execPath, within('node_modules', 'nx', 'dist', 'bin', 'nx.js'), 'run-many', '-t', 'build', ...chosen], log, { signal, env, cwd: WORKSPACE });
}
