// The published API document and the page of permissions are those that the routes give.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { report } from './sources.ts';

const MAKE = 'node dist/apps/api/openapi.js';

const { stdout, stderr, status } = spawnSync(process.execPath, ['dist/apps/api/openapi.js', '-'], { encoding: 'utf8', maxBuffer: 64 << 20 });
if (status !== 0) report('printed from the routes', [`it cannot be made: ${stderr}`], 1);

const printed = Object.entries(JSON.parse(stdout) as Readonly<Record<string, string>>);
const faults = printed.flatMap(([file, text]) => {
  const published = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const lines = published.split('\n');
  const at = text.split('\n').findIndex((line, number) => line !== lines[number]);
  return text === published ? [] : [`${file} is not what the routes give, from line ${at + 1} on; make it anew, read the difference, commit it: ${MAKE}`];
});
report('printed from the routes', faults, printed.length);
