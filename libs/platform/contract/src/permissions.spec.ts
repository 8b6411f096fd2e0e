import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { actionsOf, PERMISSIONS, whyNot } from './permissions';
import type { Permission } from './permissions';
import { ROLES } from './role';

const page = fileURLToPath(new URL('../../../../docs/permissions.md', import.meta.url));
const rows: readonly Permission[] = PERMISSIONS;

const printed = (): string =>
  [
    '# Who may do what',
    '',
    'Printed from `libs/platform/contract/src/permissions.ts`, the one table that the API, the console and every 403 answer use.',
    '',
    '| Action | What it is | Roles (any of) | In an organisation with (any of) | Only a person |',
    '|---|---|---|---|---|',
    ...rows.map((row) => `| \`${row.action}\` | ${row.title} | ${row.anyOf.join(', ')} | ${row.programs.join(', ') || 'any program'} | ${row.userOnly ? 'yes' : ''} |`),
    '',
  ].join('\n');

describe('permission table', () => {
  it('ROL-01: what somebody may do is the union over the roles they hold', () => {
    const holder = { roles: [{ role: 'sales_agent' as const }, { role: 'admin_agent' as const }], programs: ['indirect_provider' as const], isPerson: true };
    expect(actionsOf(holder)).toEqual(expect.arrayContaining(['partnership.request', 'partnership.terminate']));
  });

  it('ROL-03: only a Global admin authorizes a provider', () => {
    const may = ROLES.filter((role) => whyNot('partnership.accept', { roles: [{ role }], programs: ['indirect_reseller'], isPerson: true }) === null);
    expect(may).toEqual(['global_admin']);
  });

  it('API-05: says first that a person is needed, then which role is missing, then the program', () => {
    expect(whyNot('partnership.accept', { roles: [], programs: [], isPerson: false })).toBe('USER_REQUIRED');
    expect(whyNot('partnership.accept', { roles: [], programs: [], isPerson: true })).toBe('ROLE_MISSING');
    expect(whyNot('partnership.accept', { roles: [{ role: 'global_admin' }], programs: [], isPerson: true })).toBe('PROGRAM_MISSING');
  });

  it('names every action once', () => {
    expect(new Set(rows.map((row) => row.action)).size).toBe(rows.length);
  });

  it('docs/permissions.md is printed from it (UPDATE_PRINTED=true prints it anew)', () => {
    if (process.env['UPDATE_PRINTED'] === 'true') writeFileSync(page, printed());
    expect(readFileSync(page, 'utf8')).toBe(printed());
  });
});
