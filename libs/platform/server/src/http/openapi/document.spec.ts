import { endpoint, etagField, listDeliveries, reportBounce } from '@tandem/platform-contract';
import type { Endpoint } from '@tandem/platform-contract';
import * as z from 'zod';
import type { RouteMetadata } from '../endpoint.decorator';
import { openApiDocument } from './document';

interface Operation {
  readonly description: string;
  readonly security?: readonly Record<string, string[]>[];
  readonly parameters: readonly { readonly $ref?: string }[];
  readonly requestBody?: { readonly required: boolean; readonly content: object };
  readonly responses: Record<string, { readonly $ref?: string }>;
}

const base = { method: 'POST', path: '/v1/links/:token/accept', action: 'public', tag: 'Links', summary: 'x' } as const;

function described(definition: Endpoint, more: Partial<RouteMetadata> = {}): Operation {
  const { paths } = openApiDocument([{ endpoint: definition, ...more }]) as { paths: Record<string, Record<string, Operation>> };
  const operation = Object.values(Object.values(paths)[0] ?? {})[0];
  if (!operation) throw new Error('The document has no operation');
  return operation;
}
const headers = ({ parameters }: Operation) => parameters.flatMap(({ $ref }) => $ref?.split('/').at(-1) ?? []);
const statuses = ({ responses }: Operation) => Object.keys(responses);

describe('the API document', () => {
  it('says of a public route that asks for a sign-in later what it answers, and that a person is needed', () => {
    const link = described(endpoint({ ...base, answers: [401, 403, 410] }));
    expect(statuses(link)).toEqual(['204', '400', '401', '403', '404', '409', '410', '429']);
    expect(link.security).toEqual([{ bearer: [] }, { session: [] }]);
    expect(link.description).not.toContain('No sign-in');
    expect(headers(link)).toContain('RequestId');
    expect(described(endpoint(base)).security).toEqual([]);
  });

  it('names MS-RequestId where answers are kept, and only there', () => {
    expect(headers(described(endpoint(base)))).toContain('RequestId');
    expect(headers(described(endpoint(base), { transaction: false }))).not.toContain('RequestId');
    expect(headers(described(endpoint({ ...base, method: 'GET' })))).not.toContain('RequestId');
  });

  it('names If-Match wherever an etag is taken, also in a body that may be left out', () => {
    expect(headers(described(endpoint({ ...base, body: z.object(etagField) })))).toContain('IfMatch');
    const optional = described(endpoint({ ...base, body: z.object(etagField).optional() }));
    expect([headers(optional).includes('IfMatch'), optional.requestBody?.required]).toEqual([true, false]);
    expect(headers(described(endpoint({ ...base, body: z.object({}) })))).not.toContain('IfMatch');
  });

  it('offers a client by itself only what a client may do', () => {
    expect(described(endpoint({ ...base, action: 'partnership.accept' })).security).toEqual([{ bearer: [] }, { session: [] }]);
    expect(described(endpoint({ ...base, action: 'partnership.list' })).security).toBeUndefined();
  });

  it('ROL-01: says which action of the permission table a route asks for, and which roles count only together', () => {
    const { description, ...route } = described(endpoint({ ...base, action: 'partner-user.create' }));
    expect(route).toMatchObject({ 'x-action': 'partner-user.create' });
    expect(description).toContain('`global_admin` with `admin_agent`, `user_admin` with `admin_agent`');
    expect(described(endpoint(base))).toMatchObject({ 'x-action': 'public' });
  });

  it('describes bounces with the token they need', () => {
    const bounces = described(reportBounce);
    expect([bounces.security, statuses(bounces)]).toEqual([[{ bounceToken: [] }], ['204', '400', '401', '404', '409', '429']]);
  });

  it('names the literals of a filter', () => {
    expect(JSON.stringify(described(listDeliveries).parameters)).toMatch(/"name":"state".*"uncertain"/);
  });

  it('describes routes of the issuer as OAuth has them', () => {
    const token = described(endpoint({ ...base, params: z.object({ token: z.string() }), speaks: 'oauth', credentials: 'client-secret', body: z.object({ grant_type: z.string() }) }));
    expect(Object.keys(token.requestBody?.content ?? {})).toEqual(['application/x-www-form-urlencoded']);
    expect(token.responses['400']?.$ref).toBe('#/components/responses/IssuerError');
    expect(headers(token)).toEqual([]);
  });
});
