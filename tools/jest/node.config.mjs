// One Jest configuration for every Node project; the project's folder comes in as --rootDir.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const workspace = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const { compilerOptions } = JSON.parse(readFileSync(`${workspace}/tsconfig.base.json`, 'utf8'));

export default {
  testEnvironment: 'node',
  // Specs may let faults strike (platform/server/src/failpoints).
  globals: { FAILPOINTS: true },
  testMatch: ['<rootDir>/**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: Object.fromEntries(
    Object.entries(compilerOptions.paths).map(([name, [path]]) => [`^${name}$`, path.replace(/^\./, workspace)]),
  ),
  transform: {
    '^.+\\.ts$': [
      `${workspace}/node_modules/@swc/jest`,
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  globalSetup: `${workspace}/tools/jest/services.setup.mjs`,
  globalTeardown: `${workspace}/tools/jest/services.teardown.mjs`,
  setupFiles: [`${workspace}/tools/jest/esm-first.setup.mjs`],
  // Specs judge what happened, not how long it took; this ends only what would never end.
  testTimeout: 60_000,
  maxWorkers: 3,
};
