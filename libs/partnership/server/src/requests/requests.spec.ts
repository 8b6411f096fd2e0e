import { EntityManager } from '@mikro-orm/postgresql';
import { MAILTO_LIMIT } from '@tandem/invitations-contract';
import { EditInvitation, IssueInvitation, ResendInvitation, RevokeInvitation, SendInvitation } from '@tandem/invitations-server';
import { across } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { company } from '@tandem/platform-testing';
import type { Company } from '@tandem/platform-testing';
import { PartnershipStack, PUBLIC_URL } from '../spec-parts/partnership-stack';
import type { Body, Reply } from '../spec-parts/partnership-stack';

const HOUR = 3_600_000;
const relationshipType = 'is_indirect_cloud_solution_provider_of';

let stack: PartnershipStack;
let provider: Company;
let counter = 0;

beforeAll(async () => (stack = await PartnershipStack.start({ INVITATIONS_PER_DAY: '4' })));
afterAll(() => stack.close());
beforeEach(async () => {
  provider = await company(stack.em(), { program: 'indirect_provider', country: 'DE' });
});

const address = (): string => `ga${++counter}@alpenblick.example`;
const sales = () => provider.withRoles('sales_agent');
const draft = async (body: Record<string, unknown> = {}): Promise<Body> => {
  const reply = await stack.ask(sales(), 'POST', '/v1/relationshiprequests', { body: { relationshipType, language: 'de', ...body } });
  expect(reply.status).toBe(201);
  return reply.json;
};
const at = (id: string, command = ''): string => `/v1/relationshiprequests/${id}${command && `/${command}`}`;
const post = (id: string, command: string, who = sales()): Promise<Reply> => stack.ask(who, 'POST', at(id, command));
const get = async (id: string): Promise<Body> => (await stack.ask(sales(), 'GET', at(id))).json;
const patch = (id: string, body: unknown): Promise<Reply> => stack.ask(sales(), 'PATCH', at(id), { body });
const mails = async (id: string): Promise<{ state: string }[]> => stack.em().execute(`select state from delivery where subject_id = ? order by id`, [id]);
const look = (url: string): Promise<Reply> => stack.ask(undefined, 'GET', `/v1/invitations/${url.split('/').at(-1)}`);
const events = async (id: string): Promise<string[]> =>
  (await stack.em().execute<{ type: string }[]>('select type from event where subjects @> array[?::text] order by at, id', [`invitation:${id}`])).map(({ type }) => type);

describe('drafting', () => {
  it('INV-01: drafts subject and text in the language of the recipient; nothing is sent', async () => {
    const email = address();
    const request = await draft({ email });
    expect(request).toMatchObject({ state: 'draft', relationshipType, email, language: 'de', links: { self: { uri: `/relationshiprequests/${request.id}`, method: 'GET', headers: [] } } });
    expect(request.attributes).toEqual({ etag: '1', objectType: 'PartnerRelationshipRequest' });
    expect(request.emailDraft.subject).toContain('Partnerschaft');
    expect(request.emailDraft.body.split('\n').filter((line) => line === request.url)).toHaveLength(1);
    expect(request.emailDraft.body.split(request.url)).toHaveLength(2);
    expect(request.emailDraft.html).toContain(`<a href="${request.url}">`);
    expect(new Date(String(request['expiresAt'])).getTime()).toBe(stack.clock.now().getTime() + 30 * 24 * HOUR);
    expect([await mails(request.id), await events(request.id)]).toEqual([[], ['invitation.drafted']]);
    expect((await draft({ language: 'EN' })).emailDraft.subject).toContain('Partnership');
  });

  it('EML-04: says who asks and what is authorized, in both languages', async () => {
    for (const [language, words] of [['de', ['bestellen', 'Abonnements', 'Arbeitskonto']], ['en', ['order', 'subscriptions', 'work account']]] as const) {
      const { emailDraft } = await draft({ language });
      for (const word of [provider.organisation.name, ...words]) expect(emailDraft.body).toContain(word);
    }
  });

  it('INV-02: has a personal link of its own that no change survives', async () => {
    const [one, other] = [await draft(), await draft()];
    expect(one.url).toMatch(new RegExp(`^${PUBLIC_URL}/invite/k[0-9a-f]{8}\\.${one.id}\\.1\\.[\\w-]{43}$`));
    expect(one.url).not.toBe(other.url);
    expect((await look(one.url)).status).toBe(200);
    for (const wrong of [one.url.replace(one.id, other.id), one.url.replace('.1.', '.2.'), one.url.slice(0, -1), `${one.url}A`]) {
      const reply = await look(wrong);
      expect([reply.status, reply.json.data[0]?.reason]).toEqual([404, 'LINK_UNKNOWN']);
    }
  });

  it('INV-03: opens in the mail program with address, subject and whole text', async () => {
    for (const language of ['de', 'en']) {
      const email = address();
      const { mailto, url, emailDraft } = await draft({ email, language });
      expect(String(mailto)).toMatch(new RegExp(`^mailto:${encodeURIComponent(email)}\\?subject=`));
      expect(String(mailto)).toContain(`%0D%0A${encodeURIComponent(url)}%0D%0A`);
      expect(new URLSearchParams(String(mailto).split('?')[1]).get('body')).toBe(emailDraft.body.replaceAll('\n', '\r\n'));
      expect(String(mailto).length).toBeLessThanOrEqual(MAILTO_LIMIT);
    }
  });

  it('PRT-02: only a provider asks; a reseller is refused', async () => {
    const reseller = await company(stack.em(), { program: 'indirect_reseller' });
    for (const [method, path] of [['POST', '/v1/relationshiprequests'], ['GET', '/v1/relationshiprequests']] as const) {
      const reply = await stack.ask(reseller.globalAdmin, method, path, method === 'POST' ? { body: { relationshipType } } : {});
      expect([reply.status, reply.json.data[0]?.reason]).toEqual([403, 'PROGRAM_MISSING']);
    }
  });

  it.each(['helpdesk_agent', 'billing_admin', 'account_admin', 'mpn_partner_admin'] as const)('PRT-02: %s may not ask, and is told who may', async (role) => {
    const reply = await stack.ask(provider.withRoles(role), 'POST', '/v1/relationshiprequests', { body: { relationshipType } });
    expect([reply.status, reply.json.data[0]]).toMatchObject([403, { reason: 'ROLE_MISSING', requiredRoles: ['global_admin', 'user_admin', 'admin_agent', 'sales_agent'] }]);
  });

  it('takes the enum in any spelling and refuses an unknown one', async () => {
    expect((await draft({ relationshipType: 'IsIndirectCloudSolutionProviderOf' })).state).toBe('draft');
    const reply = await stack.ask(sales(), 'POST', '/v1/relationshiprequests', { body: { relationshipType: 'is_friend_of', language: 'xx' } });
    expect([reply.status, reply.json.data.map(({ field }) => field)]).toEqual([400, ['relationshipType', 'language']]);
  });

  it.each([['no address', 'RECIPIENT_INVALID'], ['a@b.example\r\nBcc: x@y.example', 'HEADER_UNSAFE']])('INV-05, INV-10: refuses the recipient %j at once', async (email, reason) => {
    const reply = await stack.ask(sales(), 'POST', '/v1/relationshiprequests', { body: { relationshipType, email } });
    expect([reply.status, reply.json.data[0]]).toMatchObject([400, { reason, field: 'email' }]);
  });
});

describe('editing', () => {
  it('INV-05: takes the address away again when it is saved empty', async () => {
    const { id } = await draft({ email: address() });
    expect((await patch(id, { email: '' })).json['email']).toBeUndefined();
  });

  it('keeps a text without the link, but does not send it (INV-04)', async () => {
    const { id } = await draft({ email: address() });
    const saved = await patch(id, { emailDraft: { body: 'text without the link' }, attributes: { etag: '1' } });
    expect([saved.status, saved.json.emailDraft.body, saved.json.attributes.etag]).toEqual([200, 'text without the link', '2']);
    const reply = await post(id, 'send');
    expect(reply.status).toBe(400);
    expect(reply.json).toEqual({
      code: 712003,
      description: 'The text no longer contains the personal link.',
      data: [{ rule: 'INV-04', reason: 'LINK_MISSING', field: 'emailDraft.body', fix: 'Put the link back, or reset the text.' }],
      source: 'Tandem',
    });
    expect([(await get(id)).state, await mails(id)]).toEqual(['draft', []]);
  });

  it('INV-04: an altered link and the link of another request are refused', async () => {
    const [one, other] = [await draft({ email: address() }), await draft()];
    await patch(one.id, { emailDraft: { body: one.url.slice(0, -1) } });
    expect((await post(one.id, 'send')).json.data.map(({ reason }) => reason)).toEqual(['LINK_MISSING', 'LINK_FOREIGN']);
    await patch(one.id, { emailDraft: { body: `${one.url}\n${other.url}` } });
    expect((await post(one.id, 'send')).json.data.map(({ reason }) => reason)).toEqual(['LINK_FOREIGN']);
  });

  it('INV-10: a line break in the subject is refused and the markup of the text escaped', async () => {
    const { id } = await draft();
    const reply = await patch(id, { emailDraft: { subject: 'Hello\r\nBcc: x@y.example' } });
    expect([reply.status, reply.json.data[0]]).toMatchObject([400, { reason: 'HEADER_UNSAFE', rule: 'INV-10', field: 'emailDraft.subject' }]);
    const saved = await patch(id, { emailDraft: { body: '<img src=x onerror=alert(1)>' } });
    expect(saved.json.emailDraft.html).toBe('<p>&lt;img src=x onerror=alert(1)&gt;</p>');
  });

  it('puts the drafted text back, and lets an untouched text follow the language', async () => {
    const { id, emailDraft } = await draft();
    await patch(id, { emailDraft: { body: 'gone' } });
    expect((await patch(id, { language: 'en' })).json.emailDraft.body).toBe('gone');
    expect((await patch(id, { language: 'de', reset: true })).json.emailDraft).toEqual(emailDraft);
    expect((await patch(id, { language: 'en' })).json.emailDraft.subject).toContain('Partnership');
  });

  it('AUD-01: records what an edit has changed, before and after, but neither text nor link', async () => {
    const { id, url, email } = await draft({ email: address() });
    const other = address();
    await patch(id, { email: other, emailDraft: { subject: `Read ${url}`, body: `secret text ${url}` } });
    await patch(id, { emailDraft: { body: `another text ${url}` } });
    await patch(id, { email: other });
    const told = await stack.em().execute<{ before: unknown; after: unknown }[]>(`select before, after from event where type = 'invitation.edited' and subjects @> array[?::text] order by id`, [`invitation:${id}`]);
    expect(told).toEqual([
      { before: { email, subject: expect.stringContaining('Partnerschaft') as string }, after: { email: other, subject: 'Read …', bodyChanged: true } },
      { before: {}, after: { bodyChanged: true } },
    ]);
  });

  it('refuses a stale etag and changes nothing', async () => {
    const { id } = await draft();
    await patch(id, { email: address() });
    const reply = await patch(id, { email: address(), attributes: { etag: '1' } });
    expect([reply.status, reply.json['code'], reply.json.data[0]?.reason]).toEqual([400, 2055, 'STALE']);
  });
});

describe('sending', () => {
  it('SM-5: queues exactly one mail, and follows its outcome', async () => {
    const email = address();
    const { id } = await draft({ email });
    const reply = await post(id, 'send');
    expect([reply.status, reply.json]).toMatchObject([200, { state: 'queued', lastDelivery: { state: 'queued' } }]);
    await stack.deliver(email);
    expect(await get(id)).toMatchObject({ state: 'sent', lastDelivery: { state: 'sent' } });
    expect([await mails(id), await events(id)]).toEqual([[{ state: 'sent' }], ['invitation.drafted', 'invitation.queued', 'invitation.sent']]);
  });

  it('EML-04: mails the edited text with the link, in the name of the provider, to the address that was typed', async () => {
    const email = address();
    const { id, url } = await draft({ email });
    await patch(id, { emailDraft: { subject: 'Kommen Sie zu uns', body: `Liebe Frau Huber & <Team>,\n\n${url}\n\nGruß` } });
    await post(id, 'send');
    const mail = await stack.deliver(email);
    expect(mail).toMatchObject({ subject: 'Kommen Sie zu uns', from: { name: provider.organisation.name }, replyTo: { name: sales().name, address: sales().email } });
    for (const part of [mail?.html ?? '', mail?.text ?? '']) {
      expect(part).toContain(url);
      for (const word of ['bestellen', 'Abonnements', 'Arbeitskonto']) expect(part).toContain(word);
    }
    expect(mail?.html).toContain('Liebe Frau Huber &amp; &lt;Team&gt;,');
  });

  it('SM-5: says that it was sent only when it was, and when', async () => {
    const [sent, never] = [address(), address()];
    const [one, other] = [await draft({ email: sent }), await draft({ email: never })];
    for (const { id } of [one, other]) expect((await post(id, 'send')).json['sentAt']).toBeUndefined();
    stack.clock.advance(HOUR);
    await stack.deliver(sent);
    const at = stack.clock.now().toISOString();
    stack.clock.advance(31 * 24 * HOUR);
    expect(await stack.deliver(never)).toBeNull();
    expect([(await get(one.id))['sentAt'], (await get(other.id))['sentAt']]).toEqual([at, undefined]);
  });

  it('INV-05: needs an address, the own mail program needs none', async () => {
    const { id } = await draft();
    const reply = await post(id, 'send');
    expect([reply.status, reply.json.data[0]]).toMatchObject([400, { reason: 'RECIPIENT_MISSING', field: 'email' }]);
    expect((await post(id, 'issue')).json.state).toBe('issued');
  });

  it('EML-12: nothing is mailed for the way by the own mail program, not when it is resent either', async () => {
    const { id, url } = await draft({ email: address() });
    await post(id, 'issue');
    const again = await post(id, 'resend');
    expect([again.json.state, again.json.url === url]).toEqual(['issued', false]);
    expect(await mails(id)).toEqual([]);
  });

  it('INV-09: clicking twice, or both at once, sends one mail', async () => {
    const { id } = await draft({ email: address() });
    const statuses = (await Promise.all([post(id, 'send'), post(id, 'send'), post(id, 'send')])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 409, 409]);
    expect((await post(id, 'send')).json.data[0]?.reason).toBe('INVITATION_ON_ITS_WAY');
    expect(await mails(id)).toHaveLength(1);
  });

  it('INV-09: a final failure is visible and can be mended: another address, sent again', async () => {
    const email = address();
    const { id } = await draft({ email });
    await post(id, 'send');
    await stack.deliver(email, 'failed', 'MAILBOX_UNKNOWN');
    expect(await get(id)).toMatchObject({ state: 'delivery_failed', lastDelivery: { state: 'failed', reason: 'MAILBOX_UNKNOWN' } });
    const other = address();
    await patch(id, { email: other });
    await post(id, 'send');
    await stack.deliver(other);
    expect(await get(id)).toMatchObject({ state: 'sent', email: other });
  });

  it('INV-09: an uncertain mail stays queued and is not sent again by itself', async () => {
    const email = address();
    const { id } = await draft({ email });
    await post(id, 'send');
    await stack.deliver(email, 'uncertain');
    expect(await get(id)).toMatchObject({ state: 'queued', lastDelivery: { state: 'uncertain', uncertain: true } });
  });

  it('SEC-05: refuses beyond the sends of a day, with the way on; the next day it goes on', async () => {
    for (let sent = 0; sent < 4; sent += 1) expect((await post((await draft({ email: address() })).id, 'send')).status).toBe(200);
    const { id } = await draft({ email: address() });
    const reply = await post(id, 'send');
    expect([reply.status, reply.json['statusCode'], reply.json.data[0]?.reason, Number(reply.headers['retry-after']) > 0]).toEqual([429, 429, 'INVITATION_LIMIT', true]);
    stack.clock.advance(25 * HOUR);
    expect((await post(id, 'send')).status).toBe(200);
  });

  it('SEC-05: says how many seconds it is until there is room for one more', async () => {
    const ids: string[] = [];
    for (let sent = 0; sent < 4; sent += 1) {
      const { id } = await draft({ email: address() });
      await post(id, 'send');
      ids.push(id);
      stack.clock.advance(2 * HOUR);
    }
    const { id } = await draft({ email: address() });
    const waits = async (): Promise<number> => Number((await post(id, 'send')).headers['retry-after']);
    expect(await waits()).toBe(16 * 3600);
    stack.clock.advance(16 * HOUR - 1);
    expect(await waits()).toBe(1);
    stack.clock.advance(1);
    expect((await post(id, 'send')).status).toBe(200);
    expect(Number((await post(ids[0] ?? '', 'resend')).headers['retry-after'])).toBe(2 * 3600);
  });

  it('refuses an address that has refused mails for good, politely', async () => {
    const email = address();
    await stack.em().execute(`insert into suppressed_address (address, reason) values (?, 'MAILBOX_UNKNOWN')`, [email]);
    const reply = await post((await draft({ email: email.toUpperCase().replace('@ALPENBLICK.EXAMPLE', '@alpenblick.example') })).id, 'send');
    expect([reply.status, reply.json.data[0]?.reason]).toEqual([409, 'ADDRESS_SUPPRESSED']);
  });
});

describe('resending and revoking', () => {
  it('INV-02: a resend makes a new link in the place of the old one, which is dead at once', async () => {
    const email = address();
    const { id, url } = await draft({ email });
    await post(id, 'send');
    await stack.deliver(email);
    stack.clock.advance(40 * 24 * HOUR);
    expect((await get(id)).state).toBe('expired');
    const again = (await post(id, 'resend')).json;
    expect(again).toMatchObject({ state: 'queued', expiresAt: new Date(stack.clock.now().getTime() + 30 * 24 * HOUR).toISOString() });
    expect([again.emailDraft.body.includes(url), again.emailDraft.body.includes(again.url)]).toEqual([false, true]);
    expect([(await look(again.url)).status, (await look(url)).json.data[0]]).toMatchObject([200, { reason: 'LINK_SUPERSEDED', state: 'superseded' }]);
    expect((await stack.deliver(email))?.text).toContain(again.url);
    expect(await mails(id)).toEqual([{ state: 'sent' }, { state: 'sent' }]);
  });

  it('INV-09: a mail that has not gone out yet is taken back by the resend', async () => {
    const { id } = await draft({ email: address() });
    await post(id, 'send');
    await post(id, 'resend');
    expect((await mails(id)).map(({ state }) => state)).toEqual(['cancelled', 'queued']);
  });

  it('SM-5: a revoked link says so, and a mail that has not gone out yet does not go out', async () => {
    const email = address();
    const { id, url } = await draft({ email });
    await post(id, 'send');
    expect((await post(id, 'revoke')).json.state).toBe('revoked');
    const reply = await look(url);
    expect([reply.status, reply.json.data[0]]).toMatchObject([410, { reason: 'INVITATION_REVOKED', state: 'revoked', inviter: { name: provider.organisation.name } }]);
    expect(await stack.deliver(email)).toBeNull();
    for (const command of ['send', 'issue', 'resend', 'revoke']) {
      const refused = await post(id, command);
      expect([refused.status, refused.json.data[0]]).toMatchObject([409, { reason: 'INVITATION_ENDED', state: 'revoked' }]);
    }
  });

  it('SM-5: its expiry is written once, by the sweep', async () => {
    const { id } = await draft({ email: address() });
    stack.clock.advance(31 * 24 * HOUR);
    await stack.sweep();
    await stack.sweep();
    expect((await events(id)).filter((type) => type === 'invitation.expired')).toHaveLength(1);
  });
});

describe('tenancy', () => {
  it('SEC-01: nothing of another provider can be seen or changed', async () => {
    const { id } = await draft({ email: address() });
    const foreign = (await company(stack.em(), { program: 'indirect_provider' })).globalAdmin;
    const replies = [
      await stack.ask(foreign, 'GET', at(id)),
      await stack.ask(foreign, 'GET', at(id, 'timeline')),
      await stack.ask(foreign, 'PATCH', at(id), { body: { email: address() } }),
      ...(await Promise.all(['send', 'issue', 'resend', 'revoke'].map((command) => post(id, command, foreign)))),
    ];
    expect(replies.map(({ status, json }) => [status, json.data[0]?.reason])).toEqual(replies.map(() => [404, 'NOT_FOUND']));
    expect((await stack.ask(foreign, 'GET', '/v1/relationshiprequests')).json.items).toEqual([]);
    expect((await get(id)).state).toBe('draft');
  });

  it('SEC-01: the commands themselves find nothing of another provider', async () => {
    const { id } = await draft({ email: address() });
    const foreign = (await company(stack.em(), { program: 'indirect_provider' })).globalAdmin;
    for (const command of [SendInvitation, IssueInvitation, ResendInvitation, RevokeInvitation, EditInvitation]) {
      const useCase: { run(actor: Actor, own: { type: string; id: string }): Promise<unknown> } = stack.api.get(command, { strict: false });
      // Without the wall: their own statements have to say whose rows they mean.
      const work = across('worker', () => stack.api.get(EntityManager, { strict: false }).fork().transactional(() => useCase.run(foreign, { type: 'partnership_request', id })));
      await expect(work).rejects.toMatchObject({ reason: 'NOT_FOUND' });
    }
  });
});

describe('listing', () => {
  it('INV-08: pages by keyset, with the filters inside the token', async () => {
    const ids: string[] = [];
    for (let made = 0; made < 5; made += 1) {
      stack.clock.advance(1000);
      ids.unshift((await draft({ email: `list${made}@alpenblick.example` })).id);
    }
    await post(ids[4] as string, 'issue');
    const first = await stack.ask(sales(), 'GET', '/v1/relationshiprequests?size=2&state=Draft&q=alpenblick');
    expect(first.json.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const next = await stack.ask(sales(), 'GET', '/v1/relationshiprequests?seekOperation=Next', { headers: { 'MS-ContinuationToken': first.json.continuationToken ?? '' } });
    expect(next.json.items.map(({ id }) => id)).toEqual(ids.slice(2, 4));
    expect(next.json.continuationToken).toBeUndefined();
  });

  it('INV-08: finds by state, address and saved view', async () => {
    const [drafted, waiting, failed] = [await draft({ email: 'drafted@x.example' }), await draft({ email: 'Waiting@x.example' }), await draft({ email: 'failed@x.example' })];
    await post(waiting.id, 'issue');
    await post(failed.id, 'send');
    await stack.deliver('failed@x.example', 'failed', 'MAILBOX_FULL');
    const find = async (query: string): Promise<string[]> => (await stack.ask(sales(), 'GET', `/v1/relationshiprequests?${query}`)).json.items.map(({ id }) => id);
    expect(await find('state=draft')).toEqual([drafted.id]);
    expect(await find('email=waiting@X.example')).toEqual([waiting.id]);
    expect(await find('view=waiting')).toEqual([waiting.id]);
    expect(await find('view=failed')).toEqual([failed.id]);
    expect([await find('view=expiring'), await find('state=expired'), await find('q=%25')]).toEqual([[], [], []]);
    stack.clock.advance(25 * 24 * HOUR);
    expect((await find('view=expiring')).length).toBe(3);
    stack.clock.advance(10 * 24 * HOUR);
    expect([(await find('state=expired')).length, await find('state=draft'), await find('view=waiting')]).toEqual([3, [], []]);
  });

  it('INV-08: says everything of a request but its text and its personal link, which only the request itself shows', async () => {
    const { id } = await draft({ email: address() });
    const { url, emailDraft, mailto, ...facts } = await get(id);
    const { items } = (await stack.ask(sales(), 'GET', '/v1/relationshiprequests')).json;
    expect([url, emailDraft.body, mailto]).toEqual([expect.stringContaining(id), expect.stringContaining(url), expect.stringContaining('mailto:')]);
    expect(items).toEqual([facts]);
  });

  it('tells the story of a request, newest first', async () => {
    const email = address();
    const { id } = await draft({ email });
    stack.clock.advance(1000);
    await post(id, 'send');
    const { items } = (await stack.ask(sales(), 'GET', at(id, 'timeline'))).json;
    expect(items.map(({ type }) => type).sort()).toEqual(['delivery.queued', 'invitation.drafted', 'invitation.queued']);
    expect(items.find(({ type }) => type === 'invitation.drafted')).toMatchObject({ actor: { name: sales().name, organisation: provider.organisation.name } });
    expect(JSON.stringify(items)).not.toContain('/invite/');
  });
});
