// The published API document is the one that the routes give.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { report } from './sources.ts';

const PUBLISHED = 'docs/openapi.json';
const MAKE = 'node dist/apps/api/openapi.js';

const { stdout, stderr, status } = spawnSync(process.execPath, ['dist/apps/api/openapi.js', '-'], { encoding: 'utf8', maxBuffer: 64 << 20 });
if (status !== 0) report('API document', [`it cannot be made: ${stderr}`], 1);

const published = existsSync(PUBLISHED) ? readFileSync(PUBLISHED, 'utf8') : '';
const lines = published.split('\n');
const at = stdout.split('\n').findIndex((line, number) => line !== lines[number]);
const faults = stdout === published ? [] : [`${PUBLISHED} is not what the routes give, from line ${at + 1} on; make it anew, read the difference, commit it: ${MAKE}`];
report('API document', faults, 1);
