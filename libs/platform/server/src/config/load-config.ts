import * as z from 'zod';
import { ConfigSchema } from './config';
import type { ConfigValues } from './config';

/** All faults of the environment at once: name, what was given, what was expected. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const shown = (name: string, value: unknown): string => {
  if (value === undefined) return 'nothing';
  return /KEY|SECRET|TOKEN|URL/.test(name) ? 'a value that is not shown' : JSON.stringify(value);
};

/**
 * Parses the environment; an empty value counts as not given.
 * @throws ConfigError naming every wrong or missing setting, so that one start shows all of them.
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>> = process.env): ConfigValues {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = ConfigSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `  ${name}: got ${shown(name, given[name])}, expected: ${ConfigSchema.shape[name as keyof ConfigValues].description} (${issue.message})`;
  });
  throw new ConfigError(`The configuration is not valid:\n${[...new Set(lines)].join('\n')}`);
}

/** The settings as a table for people: name, default, meaning. Printed into `.env.example` and the README. */
export function describeConfig(): { name: string; standard: string; meaning: string }[] {
  return Object.entries(ConfigSchema.shape).map(([name, schema]) => {
    const standard = z.safeParse(schema, undefined);
    const value = standard.success ? standard.data : undefined;
    const listed = Array.isArray(value) || value instanceof Map;
    return { name, standard: value === undefined ? '' : listed ? [...value].join(',') : String(value), meaning: schema.description ?? '' };
  });
}
