// Bundles api or worker: `node tools/build/server.mjs api|worker [--failpoints]`. Packages stay outside, the libraries of this repository go in.
// With failpoints it is a build for fault runs, in a folder of its own; else the bundle holds nothing of them.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transform } from '@swc/core';
import { build, context } from 'esbuild';

const workspace = fileURLToPath(new URL('../..', import.meta.url));
const ENTRIES = { api: ['main', 'migrate', 'operator', 'openapi'], worker: ['main'] };
const TEXT = ['.html', '.css', '.txt', '.liquid', '.mjml', '.svg', '.sql'];

const SWC = {
  configFile: false,
  swcrc: false,
  sourceMaps: 'inline',
  jsc: {
    target: 'es2024',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
  },
};

/** esbuild emits no decorator metadata, which Nest needs to inject by type: SWC does, so it reads the TypeScript. */
const typescriptBySwc = {
  name: 'typescript-by-swc',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      try {
        const { code } = await transform(await readFile(path, 'utf8'), { ...SWC, filename: path });
        return { contents: code, loader: 'js' };
      } catch (error) {
        // What follows is SWC's own stack, which helps nobody here.
        return { errors: [{ text: String(error.message ?? error).split(/\n+Caused by/)[0] }] };
      }
    });
  },
};

/** `packages: 'external'` would take the aliases of tsconfig for packages. */
const libraries = {
  name: 'libraries-of-this-repository',
  setup({ onResolve }) {
    const { paths } = JSON.parse(readFileSync(join(workspace, 'tsconfig.base.json'), 'utf8')).compilerOptions;
    onResolve({ filter: /^@tandem\// }, ({ path }) => {
      const [target] = paths[path] ?? [];
      return target ? { path: join(workspace, target) } : { errors: [{ text: `${path} is not among the paths of tsconfig.base.json` }] };
    });
  },
};

const folderOf = (name, failpoints) => join(workspace, 'dist', ...(failpoints ? ['failpoints'] : []), 'apps', name);

function options(name, failpoints = false) {
  const outdir = folderOf(name, failpoints);
  const entryPoints = ENTRIES[name].map((entry) => join(workspace, 'apps', name, 'src', `${entry}.ts`)).filter((file) => existsSync(file));
  if (entryPoints.length === 0) throw new Error(`apps/${name}/src has none of ${ENTRIES[name].join(', ')}`);
  return {
    absWorkingDir: workspace,
    entryPoints,
    outdir,
    bundle: true,
    splitting: entryPoints.length > 1,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node24',
    packages: 'external',
    sourcemap: 'linked',
    sourcesContent: false,
    keepNames: true,
    charset: 'utf8',
    define: { FAILPOINTS: String(failpoints) },
    // Takes out what stands behind a constant that is false; else the words of the failpoints would stay.
    minifySyntax: true,
    logLevel: 'warning',
    logOverride: { 'direct-eval': 'error' },
    loader: Object.fromEntries(TEXT.map((extension) => [extension, 'text'])),
    plugins: [libraries, typescriptBySwc],
  };
}

/**
 * Bundles an application into dist/apps/<name>, with failpoints into dist/failpoints/apps/<name>.
 * @throws when a file does not compile or an import is not found; esbuild has then printed where.
 */
export async function buildServer(name, failpoints = false) {
  rmSync(folderOf(name, failpoints), { recursive: true, force: true });
  await build(options(name, failpoints));
}

/** Bundles now and after every change; `built(errors)` is told each time. Returns the way to end it. */
export async function watchServer(name, built) {
  const report = { name: 'report', setup: ({ onEnd }) => onEnd(({ errors }) => built(errors)) };
  const { plugins, ...rest } = options(name);
  const watched = await context({ ...rest, plugins: [...plugins, report] });
  await watched.watch();
  return () => watched.dispose();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [name, flag] = process.argv.slice(2);
  if (!ENTRIES[name] || (flag && flag !== '--failpoints')) {
    process.stderr.write('Usage: node tools/build/server.mjs api|worker [--failpoints]\n');
    process.exit(2);
  }
  try {
    await buildServer(name, flag === '--failpoints');
  } catch (error) {
    if (!error.errors) throw error;
    process.exit(1);
  }
}
