import { PERMISSIONS } from '@tandem/platform-contract';
import type { Permission, RoleNeed } from '@tandem/platform-contract';
import type { RouteMetadata } from '../endpoint.decorator';

const PREAMBLE = `# Who may do what

Printed from \`libs/platform/contract/src/permissions.ts\`, the one table that the API, the console and every 403 answer use, and from the
routes that ask for each action (\`x-action\` in [openapi.json](openapi.json)). Any one of the roles is enough; roles joined by "with" are
needed together. "Person" means that no API client may by itself; "location", that an incentive role counts at its own MPN locations only
(ROL-08). Routes that are open to everybody who is signed in, or to all, stand below the table.`;

const code = (text: string): string => `\`${text}\``;
const need = (roles: RoleNeed): string => roles.split('+').join(' with ');
const listed = (routes: readonly RouteMetadata[]): string[] => [...new Set(routes.map(({ endpoint: { method, path } }) => code(`${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)))].sort();
const cells = (...values: readonly string[]): string => `| ${values.join(' | ')} |`;

function row(permission: Permission, routes: readonly RouteMetadata[]): string {
  const { action, title, anyOf, programs, userOnly, scope } = permission;
  const serving = listed(routes.filter(({ endpoint }) => endpoint.action === action)).join('<br>') || 'none yet';
  return cells(code(action), title, anyOf.map(need).join(', '), programs.join(', ') || 'any', userOnly ? 'yes' : '', scope ?? '', serving);
}

/** The page `docs/permissions.md`: every row of the permission table and the routes it opens. The same routes give the same text. */
export function permissionsPage(routes: readonly RouteMetadata[]): string {
  const open = (action: 'signed-in' | 'public'): string[] => listed(routes.filter(({ endpoint }) => endpoint.action === action)).map((route) => `- ${route}`);
  return [
    PREAMBLE,
    '',
    cells('Action', 'What it is', 'Roles (any of)', 'Programs (any of)', 'Person', 'Scope', 'Routes'),
    '|---|---|---|---|---|---|---|',
    ...PERMISSIONS.map((permission) => row(permission, routes)),
    ...['', '## For everybody who is signed in', '', ...open('signed-in')],
    ...['', '## Without a sign-in', '', 'Some of them ask for credentials of their own, or for a sign-in once the link has been judged; the API document says which.', '', ...open('public')],
    '',
  ].join('\n');
}
