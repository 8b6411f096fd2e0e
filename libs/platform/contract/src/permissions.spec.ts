import { actionsOf, PERMISSIONS, whyNot } from './permissions';
import type { Action, Permission } from './permissions';
import { PROGRAMS, ROLES } from './role';
import type { Program, Role } from './role';

const rows: readonly Permission[] = PERMISSIONS;

/** The short names that the requirements give the roles and programs. */
const SHORT: Readonly<Record<string, Role>> = {
  ...{ GA: 'global_admin', UA: 'user_admin', BA: 'billing_admin', AA: 'admin_agent', SA: 'sales_agent', HA: 'helpdesk_agent', MP: 'mpn_partner_admin' },
  ...{ AC: 'account_admin', IA: 'incentive_admin', IU: 'incentive_user', ER: 'executive_report_viewer', RV: 'report_viewer', OP: 'operator' },
};
const KINDS: Readonly<Record<string, Program>> = { provider: 'indirect_provider', reseller: 'indirect_reseller', direct: 'direct_bill', customer: 'customer', operator: 'operator' };
const EVERY = 'GA UA BA AA SA HA MP AC IA IU ER RV OP';

/** The matrix of the requirements, written down by hand: roles · programs (`any`) · `person` where no API client may by itself · `location`. */
const MATRIX: Readonly<Record<Action, string>> = {
  'enrollment.edit': 'GA · any',
  'enrollment.discard': 'GA OP · any',
  'enrollment.submit': 'GA · any · person',
  'enrollment.read': 'GA MP AC OP · any',
  'enrollment.review': 'OP · operator',
  'verification.resend': 'GA AC · any',
  'profile.read': `${EVERY} · any`,
  'profile.edit': 'GA · any',
  'profile.edit-billing': 'GA BA · any',
  'mpn-location.read': 'GA AA MP AC IA IU · any',
  'mpn-location.add': 'GA AC · any',
  'mpn-association.change': 'GA · any',
  'agreement.read': 'GA OP · any',
  'agreement.sign': 'GA · any · person',
  'agreement.status': 'GA AA SA · any',
  'agreement.publish': 'OP · operator',
  'agreement.reseller-status': 'GA UA AA SA · provider',
  'partnership.request': 'GA UA AA SA · provider',
  'partnership.list': 'GA UA AA SA · provider reseller',
  'partnership.terminate': 'GA AA · provider',
  'partnership.accept': 'GA · reseller · person',
  'partnership.admin-access': 'GA · reseller',
  'partnership.providers': 'GA AA · reseller',
  'partnership.take-over': 'OP · operator',
  'directory.own': 'GA UA AA SA AC OP · provider operator',
  'directory.edit': 'OP · operator',
  'customer.invite': 'GA AA · reseller direct',
  'customer.read': 'GA AA SA HA · provider reseller direct',
  'customer.export': 'GA AA · provider reseller direct',
  'customer.create': 'GA UA AA SA · provider direct',
  'customer.edit': 'GA AA SA HA · provider reseller direct',
  'order.submit': 'GA UA AA SA · provider direct',
  'subscription.set-reseller': 'GA UA AA SA · provider',
  'subscription.set-support-contact': 'GA UA AA SA HA · provider',
  'subscription.suspend': 'GA AA SA HA · provider direct',
  'customer-user.read': 'GA AA HA · provider reseller direct',
  'customer-user.manage': 'GA AA · provider reseller direct',
  'customer-relationship.remove': 'GA AA · reseller',
  'customer-relationship.remove-selling': 'GA · provider direct',
  'customer-agreement.attest': 'GA AA SA · provider direct',
  'customer.self-purchase': 'AA SA · provider direct',
  'customer-relationship.extend': 'AA · reseller',
  'subscription-transfer.create': 'AA · reseller',
  'subscription-transfer.answer': 'AA SA · provider',
  'partner-user.list': `${EVERY} · any`,
  'partner-user.create': 'GA+AA UA+AA AC+AA OP · any · person',
  'partner-user.assign-roles': 'GA UA AC OP · any · person',
  'partner-user.manage': 'GA UA OP · any · person',
  'api-client.read': 'GA AA · any',
  'api-client.manage': 'GA · any · person',
  'audit.read': 'GA UA BA AA SA HA OP · any',
  'webhook.manage': 'GA AA · any',
  'delivery.read': 'GA UA AA SA OP · any',
  'delivery.retry': 'GA UA AA SA OP · any',
  'organisation.manage': 'OP · operator',
  'job.manage': 'OP · operator',
  'report.resellers': 'GA UA · provider',
  'report.performance': 'GA UA AC ER RV · provider',
  'incentive.read': 'GA AC IA IU OP · reseller direct operator · location',
  'incentive.resend': 'GA AC IA OP · reseller direct operator · location',
  'incentive.operate': 'OP · operator',
  'incentive.edit': 'IA · reseller direct · location',
  'incentive.accept': 'IA · reseller direct · person · location',
  'incentive.appoint': 'GA AC · reseller direct · person',
  'billing.read': 'GA BA AA · provider direct',
};

/** Every role alone and every two of them together. */
const HELD: readonly (readonly Role[])[] = ROLES.flatMap((one, at) => ROLES.slice(at).map((other) => (one === other ? [one] : [one, other])));

describe('permission table', () => {
  it.each(Object.entries(MATRIX) as [Action, string][])('ROL-01: %s is for %s', (action, line) => {
    const [roles = '', programs = '', ...more] = line.split(' · ');
    const needs = roles.split(' ').map((need) => need.split('+').map((short) => SHORT[short]));
    const kinds = programs === 'any' ? PROGRAMS : programs.split(' ').map((kind) => KINDS[kind]);
    for (const held of HELD) {
      const enough = needs.some((need) => need.every((role) => role && held.includes(role)));
      for (const program of PROGRAMS) {
        const holder = { roles: held.map((role) => ({ role })), programs: [program], isPerson: true };
        expect([held, program, whyNot(action, holder)]).toEqual([held, program, enough ? (kinds.includes(program) ? null : 'PROGRAM_MISSING') : 'ROLE_MISSING']);
        const itself = whyNot(action, { ...holder, isPerson: false });
        expect(itself === 'USER_REQUIRED').toBe(more.includes('person'));
      }
    }
    expect(rows.find((row) => row.action === action)?.scope).toBe(more.includes('location') ? 'location' : undefined);
  });

  it('has no action that the matrix does not know', () => {
    expect(rows.map(({ action }) => action).sort()).toEqual(Object.keys(MATRIX).sort());
    expect(new Set(rows.map((row) => row.action)).size).toBe(rows.length);
  });

  it('ROL-01: what somebody may do is the union over the roles they hold', () => {
    const holder = { roles: [{ role: 'sales_agent' as const }, { role: 'admin_agent' as const }], programs: ['indirect_provider' as const], isPerson: true };
    expect(actionsOf(holder)).toEqual(expect.arrayContaining(['partnership.request', 'partnership.terminate']));
  });

  it('ROL-08: an incentive role counts at its own locations only; what is not scoped does not ask', () => {
    const holder = { roles: [{ role: 'incentive_admin' as const, locations: ['6200002'] }], programs: ['direct_bill' as const], isPerson: true };
    expect(whyNot('incentive.accept', holder, '6200009')).toBe('LOCATION_MISSING');
    expect(whyNot('incentive.accept', holder, '6200002')).toBeNull();
    expect(whyNot('incentive.accept', holder)).toBeNull();
    expect(whyNot('mpn-location.read', holder, '6200009')).toBeNull();
    expect(whyNot('incentive.read', { ...holder, roles: [...holder.roles, { role: 'global_admin' }] }, '6200009')).toBeNull();
  });

  it('API-05: says first that a person is needed, then which role is missing, then the program', () => {
    expect(whyNot('partnership.accept', { roles: [], programs: [], isPerson: false })).toBe('USER_REQUIRED');
    expect(whyNot('partnership.accept', { roles: [], programs: [], isPerson: true })).toBe('ROLE_MISSING');
    expect(whyNot('partnership.accept', { roles: [{ role: 'global_admin' }], programs: [], isPerson: true })).toBe('PROGRAM_MISSING');
  });
});
