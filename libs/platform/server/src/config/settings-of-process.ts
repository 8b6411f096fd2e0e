import type { ConfigValues } from './config';
import { ConfigError, loadConfig } from './load-config';

/** The settings of this process; when they are not valid, says on stderr which ones and ends with status 1. */
export function settingsOfProcess(): ConfigValues {
  try {
    return loadConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
