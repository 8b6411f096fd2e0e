import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this clone. */
export const WORKSPACE = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Where everything lives that is made here and is not source: data, keys, logs. */
export const DATA = join(WORKSPACE, '.tandem');

export const within = (...parts: string[]): string => join(WORKSPACE, ...parts);
