import type { Stack } from '../services/stack.ts';

const PASSWORD = 'Tandem-sandbox-1';

/** Whom a visitor tries first: one person for each side of the story. */
const SIGN_INS = [
  ['ga@nordwind.example', 'Nordwind Distribution GmbH', 'indirect provider, Global admin'],
  ['ga@alpenblick.example', 'Alpenblick IT GmbH', 'indirect reseller, Global admin'],
  ['ga@prairie.example', 'Prairie IT Inc', 'indirect reseller in another region'],
  ['ga@keller.example', 'Keller Direkt KG', 'direct-bill partner, Global admin'],
  ['op1@ops.example', 'Tandem Operations', 'operator'],
] as const;

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = rows.reduce<number[]>((most, row) => row.map((cell, at) => Math.max(most[at] ?? 0, cell.length)), []);
  return rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ').trimEnd()}\n`).join('');
};

/** What a person needs once everything runs: where to look, as whom, and the line that scripts wait for. */
export function welcome(stack: Stack, workers: number): string {
  const sandbox = stack.env.SANDBOX === 'true';
  const places = [
    ['Console', stack.url],
    ['API', `${stack.url}/v1`],
    ['API documentation', `${stack.url}/docs`],
    ...(stack.mailUrl ? [['Mail inbox', stack.mailUrl]] : []),
    ['Health', `${stack.url}/health/ready`],
    ['Logs', `.tandem/logs (api, ${workers === 1 ? '1 worker' : `${workers} workers`}, postgres, redis)`],
  ];
  const people = sandbox
    ? `\nSign in with the password ${PASSWORD} as\n${table(SIGN_INS)}  Everyone: GET ${stack.url}/v1/sandbox/cast\n`
    : '\nThe first operator: npm run operator -- create <email>\n';
  return `\n${table(places)}${people}\nCtrl-C stops all of it.\nready ${stack.url}\n`;
}
