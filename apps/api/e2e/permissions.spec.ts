import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { meets, permissionOf, rolesOf, togetherOf, whyNot } from '@tandem/platform-contract';
import type { Action, Program, Role } from '@tandem/platform-contract';
import { Client as Database } from 'pg';
import { Client } from '../../../tools/services/client.ts';
import { startStack } from '../../../tools/services/stack.ts';
import { within } from '../../../tools/services/workspace.ts';

interface Described {
  readonly 'x-action'?: Action | 'signed-in' | 'public';
}
interface Route {
  readonly method: string;
  readonly path: string;
  readonly action: Action | 'signed-in' | 'public';
}
interface Organisation {
  readonly domain: string;
  readonly programs: readonly Program[];
}
interface Caller {
  readonly name: string;
  readonly organisation: Organisation;
  readonly roles: readonly Role[];
  readonly isPerson: boolean;
  readonly token: string;
}
interface Refused {
  readonly reason?: string;
  readonly requiredRoles?: readonly Role[];
  readonly requiredTogether?: readonly (readonly Role[])[];
  readonly requiredPrograms?: readonly Program[];
  readonly heldBy?: readonly string[];
  readonly fix?: string;
}

/** One organisation of each kind, and one that holds no program yet. */
const ORGANISATIONS: readonly Organisation[] = [
  { domain: 'nordwind.example', programs: ['indirect_provider'] },
  { domain: 'alpenblick.example', programs: ['indirect_reseller'] },
  { domain: 'keller.example', programs: ['direct_bill'] },
  { domain: 'hafen2.example', programs: ['customer'] },
  { domain: 'lagune.example', programs: [] },
  { domain: 'ops.example', programs: ['operator'] },
];
const PARTNER_ROLES: readonly Role[] = [
  ...(['global_admin', 'user_admin', 'billing_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent', 'mpn_partner_admin'] as const),
  ...(['account_admin', 'incentive_admin', 'incentive_user', 'executive_report_viewer', 'report_viewer'] as const),
];
/** What one person holds: each role alone, and those that count together. */
const SETS: readonly (readonly Role[])[] = [...PARTNER_ROLES.map((role) => [role]), ['global_admin', 'admin_agent'], ['user_admin', 'admin_agent'], ['account_admin', 'admin_agent']];
/** Where no program tells roles apart, a few are enough. */
const FEW: readonly (readonly Role[])[] = [['global_admin'], ['admin_agent'], ['report_viewer'], ['global_admin', 'admin_agent']];
const CLIENT_ROLES: readonly Role[] = ['admin_agent', 'sales_agent'];

const { paths } = JSON.parse(readFileSync(within('docs', 'openapi.json'), 'utf8')) as { paths: Record<string, Record<string, Described>> };
/** Routes of the sandbox answer whoever asks, and the issuer's speak OAuth: neither asks the table. */
const routes: readonly Route[] = Object.entries(paths)
  .filter(([path]) => !/^\/v1\/sandbox\/|\/oauth2\/|^\/oidc\//.test(path))
  .flatMap(([path, methods]) => Object.entries(methods).map(([method, { 'x-action': action }]) => ({ method: method.toUpperCase(), path, action: action ?? 'public' })));
const guarded = routes.filter((route): route is Route & { action: Action } => route.action !== 'public' && route.action !== 'signed-in');

describe('the guard answers as the permission table says', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tandem-journey-'));
  const callers: Caller[] = [];
  const people = new Map<string, { name: string; roles: Role[] }[]>();
  let stack: Awaited<ReturnType<typeof startStack>>;
  let database: Database;
  let eventsBefore: readonly string[];

  /** A query that no route takes: whatever gets past the guard is refused by the reading of its input, so that nothing is changed. */
  const send = (token: string | undefined, { method, path }: Route, query = '?nothing=%00') =>
    fetch(`${stack.url}${path.replaceAll(/\{[^}]+\}/g, randomUUID())}${query}`, { method, headers: token ? { authorization: `Bearer ${token}` } : {}, signal: AbortSignal.timeout(20_000) });

  async function refusal(token: string | undefined, route: Route): Promise<{ status: number; first: Refused }> {
    const response = await send(token, route);
    if (![401, 403].includes(response.status)) {
      await response.body?.cancel();
      return { status: response.status, first: {} };
    }
    return { status: response.status, first: ((await response.json()) as { data: Refused[] }).data[0] ?? {} };
  }

  /** But for what a caller may do to itself by a route that takes no input, and the first call of a client, which is noted. */
  const events = async (): Promise<string[]> =>
    (await database.query<{ type: string }>(`select type from event where type not in ('identity.second-factor-begun', 'identity.api-client-first-used') order by type`)).rows.map(({ type }) => type);

  /** A person like the organisation's Global admin, but with these roles. */
  async function hire(domain: string, roles: readonly Role[]): Promise<string> {
    const id = randomUUID();
    const email = `${roles.join('-').replaceAll('_', '')}@${domain}`;
    const model = domain === 'ops.example' ? 'op1' : 'ga';
    await database.query(`insert into partner_user select (jsonb_populate_record(u, $1::jsonb)).* from partner_user u where email = $2`, [JSON.stringify({ id, email, first_name: roles.join(' ') }), `${model}@${domain}`]);
    for (const role of roles) {
      const locations = role.startsWith('incentive') ? ['6200002'] : null;
      await database.query(`insert into role_assignment select (jsonb_populate_record(r, $1::jsonb)).* from role_assignment r join partner_user u on u.id = r.user_id where u.email = $2 limit 1`, [JSON.stringify({ id: randomUUID(), user_id: id, role, locations }), `${model}@${domain}`]);
    }
    return email;
  }

  async function clientToken(domain: string): Promise<string> {
    const grant = await fetch(`${stack.url}/oidc/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: domain, client_secret: `sandbox-${domain}` }) });
    return ((await grant.json()) as { access_token: string }).access_token;
  }

  beforeAll(async () => {
    stack = await startStack({ dir, ports: 'free', workers: 1, env: { SANDBOX: 'true', RATE_LIMIT_PER_MINUTE: '1000000' }, mail: 'smtp://127.0.0.1:1' });
    database = new Database({ connectionString: stack.databaseUrl });
    await database.connect();
    const nobody = new Client(stack.url);
    const tokenOf = async (email: string): Promise<string> => String((await nobody.call('POST', '/v1/sandbox/tokens', { email })).body['access_token']);
    for (const organisation of ORGANISATIONS) {
      const { domain, programs } = organisation;
      const sets = domain === 'ops.example' ? [['operator' as const]] : programs.length > 0 && !programs.includes('customer') ? SETS : FEW;
      for (const roles of sets) callers.push({ name: `${roles.join('+')} of ${domain}`, organisation, roles, isPerson: true, token: await tokenOf(await hire(domain, roles)) });
      if (domain !== 'ops.example') callers.push({ name: `the API client of ${domain}`, organisation, roles: CLIENT_ROLES, isPerson: false, token: await clientToken(domain) });
      const { rows } = await database.query<{ name: string; roles: Role[] }>(
        `select trim(u.first_name || ' ' || u.last_name) as name, json_agg(r.role) as roles from partner_user u join role_assignment r on r.user_id = u.id where u.email like $1 group by u.id`,
        [`%@${domain}`],
      );
      people.set(domain, rows);
    }
    eventsBefore = await events();
  }, 180_000);

  afterAll(async () => {
    await database.end();
    await stack.stop();
    rmSync(dir, { recursive: true, force: true });
  }, 30_000);

  it('the published document has every route that runs, with its action', async () => {
    const running = (await (await fetch(`${stack.url}/openapi.json`)).json()) as { paths: typeof paths };
    const actions = (of: typeof paths) => Object.entries(of).flatMap(([path, methods]) => Object.entries(methods).map(([method, { 'x-action': action }]) => `${method} ${path}: ${String(action)}`)).sort();
    expect(actions(paths)).toEqual(actions(running.paths));
    expect(guarded.length).toBeGreaterThan(20);
  });

  it.each(guarded.map((route) => [`${route.method} ${route.path}`, route] as const))('ROL-01: %s', async (_name, route) => {
    const { anyOf, programs, refusal: own } = permissionOf(route.action);
    expect(await refusal(undefined, route)).toMatchObject({ status: 401, first: { reason: 'TOKEN_REQUIRED' } });
    const answers = await Promise.all(callers.map(async (caller) => ({ caller, ...(await refusal(caller.token, route)) })));
    for (const { caller, status, first } of answers) {
      const reason = whyNot(route.action, { roles: caller.roles.map((role) => ({ role })), programs: caller.organisation.programs, isPerson: caller.isPerson });
      const blocked = status === 401 || (status === 403 && first.requiredRoles !== undefined);
      expect([caller.name, blocked, blocked ? first.reason : null]).toEqual([caller.name, reason !== null, reason === null ? null : (own?.reason ?? reason)]);
      if (!reason) continue;
      const together = togetherOf(route.action);
      expect([first.requiredRoles, first.requiredTogether ?? [], first.requiredPrograms ?? []]).toEqual([rolesOf(route.action), together, programs]);
      expect(first.fix).toMatch(/\w{3}.*\.$/);
      if (first.reason === 'PROGRAM_MISSING') continue;
      const may = (people.get(caller.organisation.domain) ?? []).filter(({ roles }) => meets(anyOf, (role) => roles.includes(role))).map(({ name }) => name);
      expect([caller.name, first.heldBy?.length, first.heldBy?.filter((name) => !may.includes(name))]).toEqual([caller.name, Math.min(5, may.length), []]);
    }
  });

  it('ROL-01: what is open to everybody who is signed in asks for no role, and what is public for no sign-in', async () => {
    for (const route of routes.filter(({ action }) => action === 'signed-in')) {
      expect([route.path, (await refusal(undefined, route)).status]).toEqual([route.path, 401]);
      const answers = await Promise.all(callers.map(({ token }) => refusal(token, route)));
      expect([route.path, answers.filter(({ status, first }) => status === 401 || first.requiredRoles)]).toEqual([route.path, []]);
    }
    for (const route of routes.filter(({ action }) => action === 'public')) {
      expect([route.path, (await refusal(undefined, route)).first.requiredRoles]).toEqual([route.path, undefined]);
    }
  });

  it('ROL-01: the guard speaks before the input is read, so a body tells nobody what they may not do', async () => {
    const [outsider] = callers.filter(({ name }) => name === 'report_viewer of nordwind.example');
    for (const route of guarded.filter(({ method, action }) => method !== 'GET' && permissionOf(action).anyOf.length < PARTNER_ROLES.length)) {
      const response = await fetch(`${stack.url}${route.path.replaceAll(/\{[^}]+\}/g, 'no-id')}`, {
        method: route.method,
        headers: { authorization: `Bearer ${outsider?.token ?? ''}`, 'content-type': 'application/json' },
        body: '{"everything":["wrong"]}',
      });
      expect([route.path, response.status]).toEqual([route.path, 403]);
    }
  });

  it('whoever got past the guard has changed nothing', async () => {
    expect(await events()).toEqual(eventsBefore);
  });
});
