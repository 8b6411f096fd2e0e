import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@tandem/platform-server';
import { company } from '@tandem/platform-testing';
import type { Company } from '@tandem/platform-testing';
import { PartnershipStack } from './spec-parts/partnership-stack';
import type { Body, Reply } from './spec-parts/partnership-stack';

const relationshipType = 'is_indirect_cloud_solution_provider_of';
const suspended = { reason: 'Overdue for 60 days.', since: '2026-11-20T09:00:00.000Z' };
const halted = (actor: Actor): Actor => ({ ...actor, suspended });

let stack: PartnershipStack;
let provider: Company;
let reseller: Company;

beforeAll(async () => (stack = await PartnershipStack.start()));
afterAll(() => stack.close());
beforeEach(async () => {
  provider = await company(stack.em(), { program: 'indirect_provider', country: 'DE' });
  reseller = await company(stack.em(), { program: 'indirect_reseller', country: 'AT' });
});

const suspend = (one: Company) => stack.em().execute(`update program_membership set state = 'suspended', suspension_reason = ? where organisation_id = ?`, [suspended.reason, one.organisation.id]);
const draft = async (email: string): Promise<Body> => (await stack.ask(provider.globalAdmin, 'POST', '/v1/relationshiprequests', { body: { relationshipType, email } })).json;
const accept = (who: Actor, request: Body): Promise<Reply> => stack.ask(who, 'POST', `/v1/invitations/${request.url.split('/').at(-1)}/accept`, { body: { authorized: true } });
const told = { rule: 'ORG-10', reason: 'ACCOUNT_SUSPENDED', operatorReason: suspended.reason };
const events = async (): Promise<number> => (await stack.em().execute<{ count: number }[]>('select count(*)::int as count from event'))[0]?.count ?? 0;

describe('a suspended provider', () => {
  it('ORG-10: begins nothing new, whichever way, and hears why', async () => {
    const one = await draft(`one@${reseller.organisation.domain}`);
    const two = await draft(`two@${reseller.organisation.domain}`);
    await stack.ask(provider.globalAdmin, 'POST', `/v1/relationshiprequests/${two.id}/send`);
    const before = await events();
    const tries = [
      ['', { relationshipType }],
      [`/${one.id}/send`, undefined],
      [`/${one.id}/issue`, undefined],
      [`/${two.id}/resend`, undefined],
    ] as const;
    for (const [path, body] of tries) {
      const { status, json } = await stack.ask(halted(provider.globalAdmin), 'POST', `/v1/relationshiprequests${path}`, body ? { body } : {});
      expect([path, status, json.data]).toMatchObject([path, 409, [told]]);
    }
    expect(await events()).toBe(before);
  });

  it('ORG-10: is refused row by row when it sends many', async () => {
    const { id } = await draft(`many@${reseller.organisation.domain}`);
    const { json } = await stack.ask(halted(provider.globalAdmin), 'POST', '/v1/relationshiprequests/bulk/send', { body: { ids: [id] } });
    expect(JSON.stringify(json)).toContain('ACCOUNT_SUSPENDED');
    expect((await stack.ask(provider.globalAdmin, 'GET', `/v1/relationshiprequests/${id}`)).json.state).toBe('draft');
  });

  it('ORG-10: keeps what exists: reads it, edits and revokes requests, ends partnerships', async () => {
    await accept(reseller.globalAdmin, await draft(`ga@${reseller.organisation.domain}`));
    const open = await draft(`open@${reseller.organisation.domain}`);
    const actor = halted(provider.globalAdmin);
    expect((await stack.ask(actor, 'GET', '/v1/relationships')).json.items).toHaveLength(1);
    expect((await stack.ask(actor, 'PATCH', `/v1/relationshiprequests/${open.id}`, { body: { language: 'de' } })).status).toBe(200);
    expect((await stack.ask(actor, 'POST', `/v1/relationshiprequests/${open.id}/revoke`)).json.state).toBe('revoked');
    expect((await stack.ask(actor, 'PATCH', `/v1/relationships/${reseller.organisation.id}`, { body: { state: 'terminated' } })).json.state).toBe('Terminated');
  });

  it('ORG-10: is authorized by nobody, and what the operator said stays between the two', async () => {
    const request = await draft(`ga@${reseller.organisation.domain}`);
    await suspend(provider);
    const { status, json, text } = await accept(reseller.globalAdmin, request);
    expect([status, json.data[0]?.reason]).toEqual([409, 'PROVIDER_INACTIVE']);
    expect(text).not.toContain(suspended.reason);
  });

  it('ORG-10: gets no admin access again, though it can be taken away', async () => {
    await accept(reseller.globalAdmin, await draft(`ga@${reseller.organisation.domain}`));
    await suspend(provider);
    const access = `/v1/relationships/${provider.organisation.id}/delegatedadmin`;
    expect((await stack.ask(reseller.globalAdmin, 'DELETE', access)).status).toBe(204);
    const { status, json } = await stack.ask(reseller.globalAdmin, 'PUT', access);
    expect([status, json.data[0]?.reason]).toEqual([409, 'PROVIDER_INACTIVE']);
  });
});

describe('a suspended reseller', () => {
  it('ORG-10: authorizes nobody, but declines', async () => {
    const request = await draft(`ga@${reseller.organisation.domain}`);
    await suspend(reseller);
    const { status, json } = await accept(halted(reseller.globalAdmin), request);
    expect([status, json.data]).toMatchObject([409, [told]]);
    const page = await stack.ask(reseller.globalAdmin, 'GET', new URL(request.url).pathname);
    expect(page.text).toContain('is suspended');
    expect((await stack.ask(halted(reseller.globalAdmin), 'POST', `/v1/invitations/${request.url.split('/').at(-1)}/decline`)).status).toBeLessThan(300);
  });

  it('ORG-10: takes admin access away, and gives it to nobody', async () => {
    await accept(reseller.globalAdmin, await draft(`ga@${reseller.organisation.domain}`));
    const access = `/v1/relationships/${provider.organisation.id}/delegatedadmin`;
    expect((await stack.ask(halted(reseller.globalAdmin), 'DELETE', access)).status).toBe(204);
    expect((await stack.ask(halted(reseller.globalAdmin), 'PUT', access)).json.data).toMatchObject([told]);
  });
});
