import { ProgramMembership } from '@tandem/identity-domain';
import type { Actor } from '@tandem/platform-server';
import { company } from '@tandem/platform-testing';
import type { Company, NewCompany } from '@tandem/platform-testing';
import { PartnershipStack } from '../spec-parts/partnership-stack';
import type { Body, Reply } from '../spec-parts/partnership-stack';

const DAY = 86_400_000;
const relationshipType = 'is_indirect_cloud_solution_provider_of';
const UNKNOWN = `k00000000.019a7f00-0000-7000-8000-00000000000a.1.${'A'.repeat(43)}`;

let stack: PartnershipStack;
let provider: Company;

beforeAll(async () => (stack = await PartnershipStack.start()));
afterAll(() => stack.close());
beforeEach(async () => {
  provider = await company(stack.em(), { program: 'indirect_provider', country: 'DE' });
});

const reseller = (more: NewCompany = {}): Promise<Company> => company(stack.em(), { program: 'indirect_reseller', country: 'AT', ...more });
const invite = async (from = provider): Promise<Body & { token: string }> => {
  const { json } = await stack.ask(from.globalAdmin, 'POST', '/v1/relationshiprequests', { body: { relationshipType } });
  return { ...json, token: json.url.split('/').at(-1) ?? '' };
};
const command = (id: string, name: string): Promise<Reply> => stack.ask(provider.globalAdmin, 'POST', `/v1/relationshiprequests/${id}/${name}`);
const accept = (token: string, who?: Actor, body: unknown = { authorized: true }): Promise<Reply> => stack.ask(who, 'POST', `/v1/invitations/${token}/accept`, { body });
const decline = (token: string, who?: Actor, body: unknown = {}): Promise<Reply> => stack.ask(who, 'POST', `/v1/invitations/${token}/decline`, { body });
const renew = (token: string, who?: Actor): Promise<Reply> => stack.ask(who, 'POST', `/v1/invitations/${token}/renewalrequests`);
const look = (token: string, who?: Actor): Promise<Reply> => stack.ask(who, 'GET', `/v1/invitations/${token}`);
const said = ({ status, json }: Reply): unknown[] => [status, json.data?.[0]?.reason];
const partners = async (who: Actor): Promise<Body[]> => (await stack.ask(who, 'GET', '/v1/relationships')).json.items;
const rows = async (): Promise<{ provider_id: string; state: string }[]> =>
  stack.em().execute('select provider_id, reseller_id, state, admin_access from partnership where provider_id = ?', [provider.organisation.id]);
const events = async (id: string): Promise<string[]> =>
  (await stack.em().execute<{ type: string }[]>('select type from event where data->>\'invitationId\' = ? order by id', [id])).map(({ type }) => type);

describe('looking', () => {
  it('shows who asks and exactly which rights, without a session', async () => {
    const { token } = await invite();
    const { status, json } = await look(token);
    expect([status, json]).toMatchObject([200, { type: 'partnership_request', inviter: { name: provider.organisation.name, country: 'DE' }, attributes: { objectType: 'Invitation' } }]);
    expect(json['grants']).toHaveLength(3);
  });

  it('SEC-06: changes nothing, whoever looks', async () => {
    const { token, id } = await invite();
    const picture = (): Promise<unknown> => stack.em().execute('select i.*, (select count(*) from event) as events, (select count(*) from invitation_remembered) as remembered from invitation i where id = ?', [id]);
    const before = await picture();
    for (const who of [undefined, (await reseller()).globalAdmin, (await company(stack.em())).globalAdmin]) await look(token, who);
    expect(await picture()).toEqual(before);
  });

  it.each([
    ['revoked', (id: string) => command(id, 'revoke')],
    ['expired', async () => stack.clock.advance(30 * DAY)],
    ['accepted', async (_id: string, token: string) => accept(token, (await reseller()).globalAdmin)],
    ['declined', async (_id: string, token: string) => decline(token, (await reseller()).globalAdmin, { reason: 'no need' })],
    ['superseded', (id: string) => command(id, 'resend')],
  ])('INV-07: a %s link says so and gives away nothing but the name of the inviter', async (state, end) => {
    const { token, id } = await invite();
    await end(id, token);
    const reply = await look(token);
    expect(reply.status).toBe(410);
    expect(reply.json.data).toEqual([expect.objectContaining({ state, inviter: { name: provider.organisation.name } })]);
    expect(Object.keys(reply.json.data[0] ?? {}).sort()).toEqual(['fix', 'inviter', 'reason', 'rule', 'state']);
  });
});

describe('accepting', () => {
  it('PRT-08: establishes the partnership with admin access, as the worked example says', async () => {
    const { token, id } = await invite();
    const { globalAdmin } = await reseller();
    const reply = await accept(token, globalAdmin);
    expect(reply.status).toBe(200);
    expect(reply.json).toMatchObject({
      state: 'accepted',
      relationship: { id: provider.organisation.id, name: provider.organisation.name, relationshipType: 'is_indirect_reseller_of', state: 'Active', mpnId: provider.mpnId, location: 'DE' },
    });
    const access = await stack.ask(provider.globalAdmin, 'GET', `/v1/relationships/${globalAdmin.organisationId}/delegatedadmin`);
    expect(access.json['adminAccess']).toBe('granted');
    expect(await events(id)).toEqual(['invitation.drafted', 'partnership.established', 'invitation.accepted']);
  });

  it('PRT-07: each side lists the other at once', async () => {
    const { token } = await invite();
    const { globalAdmin, mpnId } = await reseller();
    await accept(token, globalAdmin);
    expect(await partners(provider.globalAdmin)).toMatchObject([{ id: globalAdmin.organisationId, relationshipType, state: 'Active', mpnId, location: 'AT', delegatedAdmin: 'granted' }]);
    expect(await partners(globalAdmin)).toMatchObject([{ id: provider.organisation.id, relationshipType: 'is_indirect_reseller_of', state: 'Active', location: 'DE' }]);
  });

  it('PRT-11: gives neither side anything but the other partner', async () => {
    const [first, second] = [await reseller(), await reseller()];
    for (const { globalAdmin } of [first, second]) await accept((await invite()).token, globalAdmin);
    expect((await partners(first.globalAdmin)).map(({ id }) => id)).toEqual([provider.organisation.id]);
    const foreign = await stack.ask(first.globalAdmin, 'GET', `/v1/relationships/${second.organisation.id}/delegatedadmin`);
    expect(said(foreign)).toEqual([404, 'NOT_FOUND']);
  });

  it('EML-10: the inviter hears of it by the event in the story of the request', async () => {
    const { token, id } = await invite();
    const { globalAdmin, organisation } = await reseller();
    await accept(token, globalAdmin);
    const story = (await stack.ask(provider.globalAdmin, 'GET', `/v1/relationshiprequests/${id}/timeline`)).json.items;
    expect(story.find(({ type }) => type === 'invitation.accepted')).toMatchObject({ actor: { organisation: organisation.name } });
    expect((await stack.ask(provider.globalAdmin, 'GET', `/v1/relationshiprequests/${id}`)).json).toMatchObject({ state: 'accepted', acceptedBy: { id: organisation.id, name: organisation.name } });
  });

  it('AUD-03: proves who authorized which provider', async () => {
    const { token, id } = await invite();
    const { globalAdmin } = await reseller();
    await accept(token, globalAdmin);
    const [proof] = await stack.em().execute<Record<string, unknown>[]>(`select actor, data, after from event where type = 'partnership.established' and data->>'invitationId' = ?`, [id]);
    expect(proof).toMatchObject({ actor: { userId: globalAdmin.userId }, data: { providerId: provider.organisation.id, resellerId: globalAdmin.organisationId }, after: { state: 'active', adminAccess: 'granted' } });
  });
});

describe('the order of the checks', () => {
  it('INV-02: an unknown or tampered link is 404 before anything else is asked', async () => {
    const { token } = await invite();
    for (const wrong of [UNKNOWN, token.slice(0, -1), 'x']) for (const who of [undefined, (await reseller()).globalAdmin]) expect(said(await accept(wrong, who))).toEqual([404, 'LINK_UNKNOWN']);
  });

  it('SM-5: accepting again answers with the present relation, also by a colleague or with a later body', async () => {
    const { token } = await invite();
    const { globalAdmin, withRoles } = await reseller();
    const first = await accept(token, globalAdmin);
    for (const again of [await accept(token, globalAdmin), await accept(token, withRoles('sales_agent'), {})]) expect([again.status, again.json]).toEqual([200, first.json]);
    expect(await rows()).toHaveLength(1);
  });

  it('SM-5: an accepted link is no use to anybody else', async () => {
    const { token } = await invite();
    await accept(token, (await reseller()).globalAdmin);
    for (const who of [undefined, (await reseller()).globalAdmin]) expect(said(await accept(token, who))).toEqual([409, 'ALREADY_ACCEPTED']);
  });

  it('INV-07: a dead link asks nobody to sign in', async () => {
    const { token, id } = await invite();
    await command(id, 'revoke');
    expect(said(await accept(token))).toEqual([410, 'INVITATION_REVOKED']);
    const replaced = await invite();
    await command(replaced.id, 'resend');
    expect(said(await accept(replaced.token))).toEqual([410, 'LINK_SUPERSEDED']);
    const old = await invite();
    stack.clock.advance(31 * DAY);
    expect(said(await accept(old.token))).toEqual([410, 'INVITATION_EXPIRED']);
  });

  it('PRT-06: then asks to sign in', async () => {
    expect(said(await accept((await invite()).token))).toEqual([401, 'TOKEN_REQUIRED']);
  });

  it.each(['admin_agent', 'sales_agent', 'user_admin', 'account_admin'] as const)('ROL-03: only a Global admin accepts, not a %s', async (role) => {
    const { token } = await invite();
    const { withRoles } = await reseller();
    const reply = await accept(token, withRoles(role));
    expect([reply.status, reply.json.data[0]]).toMatchObject([403, { reason: 'ROLE_MISSING', requiredRoles: ['global_admin'] }]);
    expect(await rows()).toEqual([]);
  });

  it('INV-06: a role is asked for before the program, and an API client by itself is refused', async () => {
    const { token } = await invite();
    const outsider = await company(stack.em());
    expect(said(await accept(token, outsider.withRoles('helpdesk_agent')))).toEqual([403, 'ROLE_MISSING']);
    const { userId: _, ...client } = (await reseller()).globalAdmin;
    expect(said(await accept(token, { ...client, clientId: 'client' }))).toEqual([403, 'USER_REQUIRED']);
  });

  it.each([null, 'customer', 'direct_bill', 'indirect_provider'] as const)('PRT-03: an organisation with the program %s is told to enroll', async (program) => {
    const { token } = await invite();
    expect(said(await accept(token, (await company(stack.em(), { program })).globalAdmin))).toEqual([409, 'NOT_ENROLLED']);
    expect(await rows()).toEqual([]);
  });

  it('AGR-03: an unsigned agreement keeps the capability off', async () => {
    const { token } = await invite();
    expect(said(await accept(token, (await reseller({ signed: false })).globalAdmin))).toEqual([409, 'AGREEMENT_REQUIRED']);
  });

  it('PRT-04: another region is refused, another country of the same region is not', async () => {
    const { token } = await invite();
    expect(said(await accept(token, (await reseller({ country: 'US' })).globalAdmin))).toEqual([400, 'REGION_MISMATCH']);
    expect(await rows()).toEqual([]);
    expect((await accept(token, (await reseller({ country: 'FR' })).globalAdmin)).status).toBe(200);
  });

  it.each([{ authorized: false }, {}, 'nothing', { authorized: 'yes' }, { authorized: null }])('PRT-05: %j is no authorization', async (body) => {
    const { token } = await invite();
    const reply = await stack.ask((await reseller()).globalAdmin, 'POST', `/v1/invitations/${token}/accept`, body === 'nothing' ? {} : { body });
    expect([reply.status, reply.json.data[0]]).toMatchObject([400, { reason: 'AUTHORIZATION_REQUIRED', field: 'authorized' }]);
    expect(await rows()).toEqual([]);
  });

  it('PRT-05: comes last: the region is said to somebody who has not ticked the box either', async () => {
    expect(said(await accept((await invite()).token, (await reseller({ country: 'US' })).globalAdmin, {}))).toEqual([400, 'REGION_MISMATCH']);
  });
});

describe('more than one', () => {
  it('PRT-15: another accepted request of the same provider makes no second partnership', async () => {
    const { globalAdmin } = await reseller();
    for (let time = 0; time < 2; time += 1) expect((await accept((await invite()).token, globalAdmin)).status).toBe(200);
    expect(await rows()).toHaveLength(1);
    expect(await partners(globalAdmin)).toHaveLength(1);
  });

  it('PRT-15: nor do two that are accepted at the same moment', async () => {
    const { globalAdmin } = await reseller();
    const tokens = [await invite(), await invite(), await invite()].map(({ token }) => token);
    const replies = await Promise.all(tokens.map((token) => accept(token, globalAdmin)));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await rows()).toHaveLength(1);
    const established = await stack.em().execute<unknown[]>(`select 1 from event where type = 'partnership.established' and data->>'providerId' = ?`, [provider.organisation.id]);
    expect(established).toHaveLength(1);
  });

  it('SM-5: of two organisations at once exactly one gets it', async () => {
    const { token } = await invite();
    const both = [await reseller(), await reseller()];
    const replies = await Promise.all(both.map(({ globalAdmin }) => accept(token, globalAdmin)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await rows()).toHaveLength(1);
  });

  it('SM-5: of a revocation and an acceptance at once exactly one holds', async () => {
    const { token, id } = await invite();
    const { globalAdmin } = await reseller();
    const [accepted, revoked] = await Promise.all([accept(token, globalAdmin), command(id, 'revoke')]);
    expect([[200, 409], [410, 200]]).toContainEqual([accepted.status, revoked.status]);
    expect(await rows()).toHaveLength(accepted.status === 200 ? 1 : 0);
  });

  it('SM-5: whoever comes too late is told role and time of the decision, and nothing more', async () => {
    const { token, id } = await invite();
    const first = await reseller();
    await accept(token, first.withRoles('sales_agent', 'global_admin'));
    const at = stack.clock.now().toISOString();
    stack.clock.advance(DAY);
    for (const late of [await command(id, 'revoke'), await accept(token, (await reseller()).globalAdmin), await accept(token)]) {
      expect([late.status, late.json.data[0]?.['decidedBy']]).toEqual([409, { role: 'global_admin', at }]);
      for (const secret of [first.organisation.id, first.organisation.name, first.globalAdmin.name]) expect(late.text).not.toContain(secret);
    }
    const other = await invite();
    await stack.ask(provider.withRoles('admin_agent'), 'POST', `/v1/relationshiprequests/${other.id}/revoke`);
    expect((await command(other.id, 'revoke')).json.data[0]).toMatchObject({ reason: 'INVITATION_ENDED', state: 'revoked', decidedBy: { role: 'admin_agent', at: stack.clock.now().toISOString() } });
  });

  it('PRT-12: a reseller has several providers, a provider several resellers', async () => {
    const other = await company(stack.em(), { program: 'indirect_provider', country: 'GB' });
    const [one, two] = [await reseller(), await reseller()];
    for (const [from, by] of [[provider, one], [other, one], [provider, two]] as const) expect((await accept((await invite(from)).token, by.globalAdmin)).status).toBe(200);
    expect((await partners(one.globalAdmin)).map(({ id }) => id).sort()).toEqual([provider.organisation.id, other.organisation.id].sort());
    expect(await partners(provider.globalAdmin)).toHaveLength(2);
  });

  it('SM-6: an accepted link never re-establishes a terminated partnership; another request does', async () => {
    const { token } = await invite();
    const { globalAdmin, organisation } = await reseller();
    await accept(token, globalAdmin);
    const path = `/v1/relationships/${organisation.id}`;
    expect((await stack.ask(provider.globalAdmin, 'PATCH', path, { body: { state: 'TERMINATED' } })).json.state).toBe('Terminated');
    const again = await accept(token, globalAdmin);
    expect([again.status, again.json.relationship['state']]).toEqual([200, 'Terminated']);
    expect(await partners(globalAdmin)).toEqual([]);
    expect((await accept((await invite()).token, globalAdmin)).json.relationship['state']).toBe('Active');
    expect(await rows()).toEqual([expect.objectContaining({ state: 'active', admin_access: 'granted' })]);
  });
});

describe('declining', () => {
  it('SM-5: ends the request with the reason, once', async () => {
    const { token, id } = await invite();
    const { globalAdmin } = await reseller();
    expect((await decline(token, globalAdmin, { reason: ' We have one. ' })).json).toEqual({ state: 'declined' });
    expect((await stack.ask(provider.globalAdmin, 'GET', `/v1/relationshiprequests/${id}`)).json).toMatchObject({ state: 'declined', declineReason: 'We have one.' });
    expect([said(await decline(token, globalAdmin)), said(await accept(token, globalAdmin))]).toEqual([[410, 'INVITATION_DECLINED'], [410, 'INVITATION_DECLINED']]);
    expect(await rows()).toEqual([]);
  });

  it('is for a Global admin of an organisation that could accept', async () => {
    const { token } = await invite();
    expect(said(await decline(token))).toEqual([401, 'TOKEN_REQUIRED']);
    expect(said(await decline(token, (await reseller()).withRoles('admin_agent')))).toEqual([403, 'ROLE_MISSING']);
    expect(said(await decline(token, (await company(stack.em())).globalAdmin))).toEqual([409, 'NOT_ENROLLED']);
    expect(said(await decline(token, (await reseller({ country: 'US' })).globalAdmin))).toEqual([400, 'REGION_MISMATCH']);
    expect((await look(token)).status).toBe(200);
  });
});

describe('asking for a new link', () => {
  it('INV-07: is possible for whoever holds an expired link, heard once a day', async () => {
    const { token, id } = await invite();
    expect(said(await renew(token))).toEqual([409, 'STILL_LIVE']);
    stack.clock.advance(31 * DAY);
    for (let time = 0; time < 2; time += 1) expect((await renew(token)).status).toBe(202);
    expect((await events(id)).filter((type) => type === 'invitation.renewal-requested')).toHaveLength(1);
    stack.clock.advance(DAY);
    await renew(token);
    expect((await events(id)).filter((type) => type === 'invitation.renewal-requested')).toHaveLength(2);
    const shown = (await stack.ask(provider.globalAdmin, 'GET', `/v1/relationshiprequests/${id}`)).json;
    expect(shown['renewalRequestedAt']).toBe(stack.clock.now().toISOString());
    await command(id, 'resend');
    expect(said(await renew(token))).toEqual([410, 'LINK_SUPERSEDED']);
    expect((await stack.ask(provider.globalAdmin, 'GET', `/v1/relationshiprequests/${id}`)).json['renewalRequestedAt']).toBeUndefined();
  });

  it('INV-07: other ends stay ends', async () => {
    const { token, id } = await invite();
    await command(id, 'revoke');
    expect(said(await renew(token))).toEqual([410, 'INVITATION_REVOKED']);
    expect(said(await renew(UNKNOWN))).toEqual([404, 'LINK_UNKNOWN']);
  });
});

describe('an organisation that has to enroll first', () => {
  const remembered = async (who: Actor): Promise<Body[]> => (await stack.ask(who, 'GET', '/v1/rememberedinvitations')).json.items;

  it('finds the invitation again, and its expiry waits until thirty days after the activation', async () => {
    const { token, url } = await invite();
    const outsider = await company(stack.em());
    await accept(token, outsider.globalAdmin);
    await accept(token, outsider.globalAdmin);
    expect(await remembered(outsider.globalAdmin)).toMatchObject([{ url, inviter: { name: provider.organisation.name } }]);
    expect(await remembered((await reseller()).globalAdmin)).toEqual([]);
    stack.clock.advance(100 * DAY);
    await stack.sweep();
    expect((await look(token)).status).toBe(200);

    const em = stack.em();
    const membership = ProgramMembership.grant({ organisation: outsider.organisation, held: [], program: 'indirect_reseller', path: 'application', now: stack.clock.now() });
    membership.signAgreement(outsider.globalAdmin.userId ?? '', stack.clock.now());
    await em.persist(membership).flush();
    await stack.sweep();
    stack.clock.advance(29 * DAY);
    expect((await look(token)).status).toBe(200);
    stack.clock.advance(DAY);
    expect(said(await look(token))).toEqual([410, 'INVITATION_EXPIRED']);
    expect(await remembered(outsider.globalAdmin)).toEqual([]);
  });

  it('API-01: lists all that it has to find again, page by page', async () => {
    const outsider = await company(stack.em());
    const urls: string[] = [];
    for (let seen = 0; seen < 22; seen += 1) {
      const { token, url } = await invite();
      await accept(token, outsider.globalAdmin);
      urls.push(url);
    }
    expect((await remembered(outsider.globalAdmin)).map(({ url }) => url).sort()).toEqual([...urls].sort());
    const pages: string[][] = [];
    let token: string | undefined;
    do {
      const path = `/v1/rememberedinvitations?${token === undefined ? 'size=10' : 'seekOperation=Next'}`;
      const { json } = await stack.ask(outsider.globalAdmin, 'GET', path, token === undefined ? {} : { headers: { 'MS-ContinuationToken': token } });
      pages.push(json.items.map(({ url }) => url));
      token = json.continuationToken;
    } while (token !== undefined);
    expect([pages.map((page) => page.length), pages.flat().sort()]).toEqual([[10, 10, 2], [...urls].sort()]);
  });

  it('can accept as soon as it is enrolled, and then needs no reminder any more', async () => {
    const { token } = await invite();
    const outsider = await company(stack.em(), { country: 'FR' });
    await accept(token, outsider.globalAdmin);
    const em = stack.em();
    const membership = ProgramMembership.grant({ organisation: outsider.organisation, held: [], program: 'indirect_reseller', path: 'application', now: stack.clock.now() });
    membership.signAgreement(outsider.globalAdmin.userId ?? '', stack.clock.now());
    await em.persist(membership).flush();
    const member = { ...outsider.globalAdmin, programs: ['indirect_reseller' as const] };
    expect((await accept(token, member)).status).toBe(200);
    expect(await remembered(member)).toEqual([]);
  });

  it('leaves nothing behind when it is somebody without the role who tries', async () => {
    const { token } = await invite();
    const outsider = await company(stack.em());
    await accept(token, outsider.withRoles('admin_agent'));
    expect(await remembered(outsider.globalAdmin)).toEqual([]);
  });
});
