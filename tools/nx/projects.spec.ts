import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { within, WORKSPACE } from '../services/workspace.ts';

interface Graph {
  readonly graph: { readonly dependencies: Readonly<Record<string, readonly { readonly target: string }[]>> };
}

function projectGraph(): Graph {
  const dir = mkdtempSync(join(tmpdir(), 'tandem-graph-'));
  try {
    const file = join(dir, 'graph.json');
    const env = { ...process.env, NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false', NX_CACHE_DIRECTORY: within('.nx', 'cache') };
    execFileSync(process.execPath, [within('node_modules', 'nx', 'dist', 'bin', 'nx.js'), 'graph', `--file=${file}`], { cwd: WORKSPACE, env, stdio: 'ignore' });
    return JSON.parse(readFileSync(file, 'utf8')) as Graph;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

describe('what nx knows of projects', () => {
  it('is what they import: an application is built anew when a library that it uses has changed', () => {
    const { dependencies } = projectGraph().graph;
    const of = (project: string) => dependencies[project]?.map(({ target }) => target) ?? [];
    expect(of('admin')).toEqual(expect.arrayContaining(['platform-admin', 'enrollment-admin']));
    expect(of('api')).toEqual(expect.arrayContaining(['platform-server', 'enrollment-server']));
    expect(of('worker')).toEqual(expect.arrayContaining(['platform-server', 'enrollment-server']));
    expect(of('enrollment-server')).toContain('enrollment-domain');
  });
});
