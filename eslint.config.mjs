import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';
import { boundaries, specBoundaries } from './tools/eslint/boundaries.mjs';

const DATA = ['**/migrations/**', '**/*.data.ts', '**/reasons.ts', '**/permissions.ts', '**/i18n/**', '**/*.spec.ts', '**/*.e2e.ts', '**/oidc-configuration.ts', '**/*.generated.ts'];
/** Specs and the parts that they share; nothing that is delivered may use them. */
const SPECS = ['**/*.spec.ts', '**/spec-parts/**'];
const lines = (files, max) => ({ files, ignores: DATA, rules: { 'max-lines': ['error', { max, skipBlankLines: true, skipComments: true }] } });

const NO_STATE_FROM_OUTSIDE = [
  { selector: "AssignmentExpression > MemberExpression.left[property.name='state']", message: 'States change through a method of the entity, in the domain lib.' },
  { selector: "CallExpression[callee.property.name='assign'][callee.object.name='em']", message: 'Entities change through their methods, never by em.assign.' },
];
const ZOD_NAMESPACE = { selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier", message: "Write `import * as z from 'zod'`: the named import costs the console 56 KB." };

export default [
  { ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', '.tandem/**', '.angular/**', 'tmp/**', '**/test-results/**'] },
  { ...js.configs.recommended, files: ['**/*.ts', '**/*.mjs'] },
  ...tseslint.configs.strict.map((config) => ({ ...config, files: ['**/*.ts'] })),
  { files: ['**/*.mjs'], languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', globalThis: 'readonly', setTimeout: 'readonly', fetch: 'readonly', Buffer: 'readonly' } } },
  {
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    ignores: SPECS,
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': ['error', boundaries],
      'no-restricted-imports': ['error', { patterns: [{ group: ['**/spec-parts/*'], message: 'Parts of specs are for specs.' }] }],
    },
  },
  { files: SPECS, plugins: { '@nx': nx }, rules: { '@nx/enforce-module-boundaries': ['error', specBoundaries] } },
  {
    files: ['apps/{api,worker}/**/*.ts', 'libs/**/{kernel,contract,domain,server,testing}/**/*.ts', 'tools/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/only-throw-error': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ZOD_NAMESPACE],
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Settings come from Config; the environment is read in platform/server/config only.' }],
    },
  },
  { files: ['libs/platform/server/src/config/**', 'libs/platform/server/src/failpoints/**', 'libs/platform/testing/**', 'tools/**', 'apps/admin-e2e/**', '**/*.spec.ts'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['tools/**', 'apps/admin-e2e/**'], rules: { 'no-console': 'off' } },
  { files: ['apps/{api,worker}/**/*.ts', 'libs/*/server/**/*.ts'], ignores: ['**/*.spec.ts'], rules: { 'no-restricted-syntax': ['error', ZOD_NAMESPACE, ...NO_STATE_FROM_OUTSIDE] } },
  lines(['apps/**/*.ts', 'libs/**/*.ts', 'tools/**/*.{ts,mjs}'], 250),
  lines(['libs/platform/**/*.ts'], 200),
  lines(['libs/*/domain/**/*.ts', '**/*.page.ts'], 150),
  lines(['**/*.controller.ts'], 100),
  lines(['**/*.mail.ts'], 60),
  ...angular.configs.tsRecommended.map((config) => ({ ...config, files: ['apps/admin/**/*.ts', 'libs/*/admin/**/*.ts'] })),
  ...[...angular.configs.templateRecommended, ...angular.configs.templateAccessibility].map((config) => ({ ...config, files: ['apps/admin/**/*.html', 'libs/*/admin/**/*.html'] })),
  {
    files: ['apps/admin/**/*.ts', 'libs/*/admin/**/*.ts'],
    processor: angular.processInlineTemplates,
    rules: { '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'td', style: 'kebab-case' }] },
  },
];
