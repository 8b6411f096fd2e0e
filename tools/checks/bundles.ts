// What the built servers import is there in production, where only `dependencies` are installed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { report } from './sources.ts';

const IMPORT = /^\s*(?:import|export)\s(?:[^'"();]*\sfrom\s)?\s*["']([^"']+)["'];?$|\bimport\(["']([^"']+)["']\)/gm;

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
const packageOf = (name: string): string => name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/');
const bundles = ['api', 'worker']
  .map((app) => join('dist/apps', app))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js')).map((file) => join(folder, file)));

const imported = new Set(
  bundles.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(IMPORT)]
      .map(([, fixed, lazy]) => fixed ?? lazy ?? '.')
      .filter((name) => !/^(\.|node:)/.test(name) && !builtinModules.includes(name))
      .map(packageOf),
  ),
);
const faults = [...imported].filter((name) => !dependencies[name]).map((name) => `${name} is imported by a server but is not among the dependencies`);
report('packages of the bundles', faults, imported.size);
