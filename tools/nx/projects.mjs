// Projects are folders: a lib is libs/<context>/<kind> with src/index.ts, an app is apps/<name>. Name, tags and targets follow
// from the path, so adding a lib needs no configuration file.
import { dirname } from 'node:path';

const NODE_KINDS = new Set(['kernel', 'contract', 'domain', 'server', 'testing']);
const jest = (root, config) => ({
  command: `node --experimental-vm-modules --disable-warning=ExperimentalWarning node_modules/jest/bin/jest.js -c tools/jest/${config}.config.mjs --rootDir ${root} --passWithNoTests`,
});
const lint = (root) => ({ command: `eslint ${root}`, cache: true });

/** Test results that depend on a database, a queue or a browser are never taken from the cache. */
const library = (root, context, kind) => ({
  root,
  name: `${context}-${kind}`,
  projectType: 'library',
  sourceRoot: `${root}/src`,
  tags: [`type:${kind}`, `context:${kind === 'testing' ? 'testing' : context}`],
  targets: {
    lint: lint(root),
    test: { ...jest(root, NODE_KINDS.has(kind) ? 'node' : 'angular'), cache: kind !== 'server' && kind !== 'testing' },
  },
});

const application = (root, name) => ({
  root,
  name,
  projectType: 'application',
  sourceRoot: `${root}/src`,
  tags: ['type:app', `app:${name}`],
  targets: {
    lint: lint(root),
    ...(name === 'api' || name === 'worker' ? { build: { command: `node tools/build/server.mjs ${name}`, cache: true, outputs: [`{workspaceRoot}/dist/apps/${name}`] } } : {}),
    ...(name === 'admin' ? { build: { command: 'node tools/build/admin.mjs', cache: true, outputs: ['{workspaceRoot}/dist/apps/admin'] } } : {}),
    ...(name === 'api' ? { test: { ...jest(root, 'node'), cache: false } } : {}),
  },
});

export const createNodesV2 = [
  '{libs/*/*/src/index.ts,apps/*/src/main.ts,apps/admin-e2e/playwright.config.ts}',
  (files) =>
    files.map((file) => {
      const root = file.startsWith('apps/admin-e2e') ? 'apps/admin-e2e' : dirname(dirname(file));
      const [area, first, second] = root.split('/');
      const project = area === 'libs' ? library(root, first, second) : application(root, first);
      return [file, { projects: { [root]: project } }];
    }),
];
