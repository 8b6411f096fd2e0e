// Proves that the borders between libs are watched: plants imports that must not be, and expects each to be refused.
import { spawnSync } from 'node:child_process';
import { ESLint } from 'eslint';
import type { Linter } from 'eslint';

const PLANTED: readonly [file: string, line: string, what: string][] = [
  ['libs/identity/contract/src/planted.ts', "import { Config } from '@tandem/platform-server';\nexport const planted = Config;\n", 'a contract that imports a server lib'],
  ['libs/identity/domain/src/planted.ts', "import { Injectable } from '@nestjs/common';\nexport const planted = Injectable;\n", 'a domain that imports a framework'],
  ['libs/identity/server/src/planted.ts', "import { Partnership } from '@tandem/partnership-domain';\nexport const planted = Partnership;\n", 'an upstream context that knows a downstream one'],
  ['libs/partnership/admin/src/planted.ts', "import { Partnership } from '@tandem/partnership-domain';\nexport const planted = Partnership;\n", 'a screen that imports a domain'],
];

const RULE = '@nx/enforce-module-boundaries';

// Without a project graph the rule is skipped silently; listing the projects makes one.
const graph = spawnSync('npx', ['nx', 'show', 'projects'], { encoding: 'utf8' });
if (graph.status !== 0) throw new Error(`nx lists no projects: ${graph.stderr}`);

const TYPED = ['no-floating-promises', 'no-misused-promises', 'await-thenable', 'switch-exhaustiveness-check', 'only-throw-error'];
// A planted file is on no disk, so no type information is to be had for it.
const withoutTypes: Linter.Config = {
  languageOptions: { parserOptions: { projectService: false } },
  rules: Object.fromEntries(TYPED.map((rule) => [`@typescript-eslint/${rule}`, 'off'])),
};
const eslint = new ESLint({ overrideConfig: [withoutTypes] });
let faults = 0;
for (const [filePath, text, what] of PLANTED) {
  const [result] = await eslint.lintText(text, { filePath });
  if (result?.messages.some(({ ruleId }) => ruleId === RULE)) continue;
  faults += 1;
  console.error(`not refused: ${what} (${filePath}): ${JSON.stringify(result?.messages)}`);
}
console.log(`borders: ${PLANTED.length} planted imports, ${faults} not refused`);
process.exit(faults > 0 ? 1 : 0);
