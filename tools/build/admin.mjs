// Builds the console into dist/apps/admin/browser with Angular's own application builder. The builder is driven directly, so that
// no angular.json repeats what folders already say. `--watch` keeps building; `--dev` leaves names and maps readable.
import { fileURLToPath } from 'node:url';
import { Architect } from '@angular-devkit/architect';
import { WorkspaceNodeModulesArchitectHost } from '@angular-devkit/architect/node/index.js';
import { json, logging, workspaces } from '@angular-devkit/core';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const watch = process.argv.includes('--watch');
const readable = watch || process.argv.includes('--dev');
process.env.NG_CLI_ANALYTICS = 'false';

const options = {
  browser: 'apps/admin/src/main.ts',
  index: 'apps/admin/src/index.html',
  tsConfig: 'apps/admin/tsconfig.json',
  outputPath: 'dist/apps/admin',
  assets: [{ glob: '**/*', input: 'apps/admin/public', output: '/' }],
  styles: ['apps/admin/src/styles/index.css'],
  outputHashing: 'all',
  extractLicenses: true,
  sourceMap: readable,
  namedChunks: readable,
  progress: false,
  watch,
  // Critical styles are never inlined: the content security policy allows none.
  optimization: readable ? false : { scripts: true, fonts: false, styles: { minify: true, inlineCritical: false } },
  budgets: [{ type: 'initial', maximumWarning: '900kB', maximumError: '1.2MB' }],
};

const registry = new json.schema.CoreSchemaRegistry();
registry.addPostTransform(json.schema.transforms.addUndefinedDefaults);
const project = { root: 'apps/admin', sourceRoot: 'apps/admin/src', extensions: { projectType: 'application', cli: { analytics: false } } };
const workspace = {
  extensions: { cli: { cache: { enabled: true, path: '.angular/cache', environment: 'all' } } },
  projects: new workspaces.ProjectDefinitionCollection({
    admin: { ...project, targets: new workspaces.TargetDefinitionCollection({ build: { builder: '@angular/build:application', options } }) },
  }),
};

const logger = new logging.Logger('admin');
logger.subscribe((entry) => (entry.level === 'info' || entry.level === 'debug' ? process.stdout : process.stderr).write(`${entry.message}\n`));
const architect = new Architect(new WorkspaceNodeModulesArchitectHost(workspace, root), registry);
const run = await architect.scheduleTarget({ project: 'admin', target: 'build' }, {}, { logger });
const result = watch ? await run.lastOutput : await run.result;
await run.stop();
process.exit(result.success ? 0 : 1);
