// One Jest configuration for every console project, as native ESM without zone.js; the project's folder comes in as --rootDir.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const { createEsmPreset } = createRequire(import.meta.url)('jest-preset-angular/presets');
const workspace = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const { compilerOptions } = JSON.parse(readFileSync(`${workspace}/tsconfig.base.json`, 'utf8'));
const preset = createEsmPreset({ tsconfig: `${workspace}/apps/admin/tsconfig.spec.json`, stringifyContentPathRegex: '\\.(html|svg)$' });

export default {
  ...preset,
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  setupFilesAfterEnv: [`${workspace}/tools/jest/angular.setup.mjs`],
  moduleNameMapper: {
    ...preset.moduleNameMapper,
    ...Object.fromEntries(Object.entries(compilerOptions.paths).map(([name, [path]]) => [`^${name}$`, path.replace(/^\./, workspace)])),
  },
  maxWorkers: 2,
};
