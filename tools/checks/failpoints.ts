// Failpoints are for fault runs: what is built for production knows nothing of them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { report, sources } from './sources.ts';

const [declared] = sources(/failpoints\/failpoint\.ts$/);
const points = [...(/FAILPOINT_NAMES = \[([^\]]+)\]/.exec(declared?.text ?? '')?.[1] ?? '').matchAll(/'(\w+)'/g)].map(([, name]) => name ?? '');
const words = new RegExp(['failpoints?', ...points].map((word) => `\\b${word}\\b`).join('|'), 'i');

const bundles = ['api', 'worker']
  .map((app) => join('dist/apps', app))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js')).map((file) => join(folder, file)));
const told = bundles.flatMap((file) => {
  const found = words.exec(readFileSync(file, 'utf8'));
  return found ? [`${file} holds "${found[0]}": it was built with failpoints`] : [];
});
const faults = points.length < 7 ? ['The names of the failpoints were not found in failpoints/failpoint.ts', ...told] : told;
report('production bundles without failpoints', faults, bundles.length);
