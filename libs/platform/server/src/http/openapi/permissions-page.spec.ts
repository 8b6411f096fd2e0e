import { describe, expect, it } from '@jest/globals';
import { endpoint } from '@tandem/platform-contract';
import { permissionsPage } from './permissions-page';

const route = (action: 'partnership.terminate' | 'signed-in' | 'public', path: string) => ({ endpoint: endpoint({ method: 'PATCH', path, action, tag: 'x', summary: 'x' }) });
const page = permissionsPage([route('partnership.terminate', '/v1/b/:id'), route('partnership.terminate', '/v1/a'), route('signed-in', '/v1/me'), route('public', '/v1/open')]);
const lineOf = (action: string): string => page.split('\n').find((line) => line.startsWith(`| \`${action}\``)) ?? '';

describe('the printed permission table', () => {
  it('names the routes of an action in order, and says where none asks for it yet', () => {
    expect(lineOf('partnership.terminate')).toContain('| `PATCH /v1/a`<br>`PATCH /v1/b/{id}` |');
    expect(lineOf('agreement.sign')).toBe('| `agreement.sign` | Sign the partner agreement | global_admin | any | yes |  | none yet |');
  });

  it('ROL-05, ROL-08: says which roles count together and which by location', () => {
    expect(lineOf('partner-user.create')).toContain('global_admin with admin_agent, user_admin with admin_agent');
    expect(lineOf('incentive.accept')).toContain('| yes | location |');
  });

  it('lists apart what is open to all', () => {
    const [signedIn, open] = page.slice(page.indexOf('## For everybody')).split('## Without a sign-in');
    expect([signedIn, open]).toEqual([expect.stringContaining('- `PATCH /v1/me`'), expect.stringContaining('- `PATCH /v1/open`')]);
  });
});
