import type { Actor } from '@tandem/platform-server';
import { company } from '@tandem/platform-testing';
import type { Company } from '@tandem/platform-testing';
import { PartnershipStack, PUBLIC_URL } from '../spec-parts/partnership-stack';
import type { Reply } from '../spec-parts/partnership-stack';

const DAY = 86_400_000;
const relationshipType = 'is_indirect_cloud_solution_provider_of';
const KILOBYTES_20 = 20 * 1024;

let stack: PartnershipStack;
let provider: Company;
let reseller: Company;
let page: string;
let id: string;

beforeAll(async () => (stack = await PartnershipStack.start()));
afterAll(() => stack.close());
beforeEach(async () => {
  provider = await company(stack.em(), { program: 'indirect_provider', country: 'DE', name: 'Nordwind <Distribution> GmbH' });
  reseller = await company(stack.em(), { program: 'indirect_reseller', country: 'AT', name: 'Alpenblick IT GmbH' });
  const { json } = await stack.ask(provider.globalAdmin, 'POST', '/v1/relationshiprequests', { body: { relationshipType } });
  page = json.url.replace(PUBLIC_URL, '');
  id = json.id;
});

const open = (who?: Actor, language = 'en'): Promise<Reply> => stack.browse(who, 'GET', page, { language });
const submit = (who: Actor | undefined, form: string, fields: Record<string, string> = {}, more: { origin?: string } = {}): Promise<Reply> => stack.browse(who, 'POST', `${page}/${form}`, { form: fields, ...more });
const command = (name: string): Promise<Reply> => stack.ask(provider.globalAdmin, 'POST', `/v1/relationshiprequests/${id}/${name}`);
const request = async (): Promise<Record<string, unknown>> => (await stack.ask(provider.globalAdmin, 'GET', `/v1/relationshiprequests/${id}`)).json;
const partnerships = (): Promise<unknown[]> => stack.em().execute('select state from partnership where provider_id = ?', [provider.organisation.id]);
const words = (text: string): string => text.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]+>/g, ' ').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/\s+/g, ' ');

describe('the page of an open invitation', () => {
  it('SCR-14: says in both languages who asks, exactly which rights and how to take them back, without a session', async () => {
    const english = await open();
    expect(english.status).toBe(200);
    for (const said of ['Nordwind <Distribution> GmbH would like to be your indirect provider', 'Germany', 'Order for your customers', 'Add subscriptions', 'Administer your work account', 'Taken back at any time, with one click', 'Valid until', 'Opening this page changes nothing']) {
      expect(words(english.text)).toContain(said);
    }
    const german = await open(undefined, 'de-AT');
    for (const said of ['möchte Ihr indirekter Anbieter sein', 'Für Ihre Kunden bestellen', 'Abonnements hinzufügen', 'Ihr Arbeitskonto verwalten', 'Gültig bis', 'UTC']) expect(words(german.text)).toContain(said);
  });

  it('SCR-14: names the account in good German, for whoever reads', async () => {
    const account = async (who?: Actor): Promise<string> => /Administrator im Konto ([^:]+):/.exec(words((await open(who, 'de')).text))?.[1] ?? '';
    expect([await account(), await account(provider.globalAdmin), await account(reseller.globalAdmin)]).toEqual(['Ihrer Organisation', 'Ihrer Organisation', 'von Alpenblick IT GmbH']);
    await stack.ask(provider.globalAdmin, 'PATCH', `/v1/relationshiprequests/${id}`, { body: { language: 'de' } });
    const told = async (who?: Actor): Promise<string> => JSON.stringify((await stack.ask(who, 'GET', page.replace('/invite/', '/v1/invitations/'))).json['grants']);
    for (const who of [undefined, provider.globalAdmin]) expect(await told(who)).toContain('im Konto Ihrer Organisation:');
    expect(await told(reseller.globalAdmin)).toContain('im Konto von Alpenblick IT GmbH:');
  });

  it('is under 20 KB, without script, with a policy that admits none, and never stored', async () => {
    for (const reply of [await open(), await open(reseller.globalAdmin, 'de'), await open((await company(stack.em())).globalAdmin, 'de')]) {
      expect(Buffer.byteLength(reply.text)).toBeLessThan(KILOBYTES_20);
      expect(reply.text).not.toMatch(/<script|javascript:| on\w+=| style="/);
      expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
      expect([reply.headers['cache-control'], reply.headers['referrer-policy']]).toEqual(['no-store', 'same-origin']);
    }
  });

  it('PRT-06: leads to the sign-in and back to this invitation', async () => {
    const { text } = await open();
    expect(text).toContain(`href="/auth/sign-in?returnTo=${encodeURIComponent(page)}"`);
    expect(text).not.toContain('<form');
    const sent = await submit(undefined, 'accept', { authorized: 'true' });
    expect([sent.status, sent.headers['location']]).toEqual([303, `/auth/sign-in?returnTo=${encodeURIComponent(page)}`]);
    expect(await partnerships()).toEqual([]);
  });

  it('SCR-14: offers the box and the button to a Global admin who may answer', async () => {
    const { text } = await open(reseller.globalAdmin);
    expect(words(text)).toContain('I have read the three rights and authorize Nordwind <Distribution> GmbH for Alpenblick IT GmbH.');
    expect(text).toContain('<button class="btn primary">Authorize indirect provider</button>');
    expect((await open(reseller.globalAdmin, 'de')).text).toContain('<button class="btn primary">Indirekten Anbieter autorisieren</button>');
    expect(text).toMatch(/<input type="checkbox" name="authorized" value="true">/);
    expect(words(text)).toContain('Signed in as Greta Ahrens , Alpenblick IT GmbH Switch');
  });

  it('is noted as opened when a signed-in invited person sees it, and only then', async () => {
    await open();
    await open(provider.globalAdmin);
    expect((await request())['viewedAt']).toBeUndefined();
    await open(reseller.withRoles('sales_agent'));
    expect((await request())['viewedAt']).toBe(stack.clock.now().toISOString());
    const seen = stack.clock.now().toISOString();
    stack.clock.advance(1000);
    await open(reseller.globalAdmin);
    expect((await request())['viewedAt']).toBe(seen);
  });

  it('API-07: being opened refuses nothing that the inviter types meanwhile', async () => {
    await open(reseller.globalAdmin);
    expect(await request()).toMatchObject({ viewedAt: stack.clock.now().toISOString(), attributes: { etag: '1' } });
    const saved = await stack.ask(provider.globalAdmin, 'PATCH', `/v1/relationshiprequests/${id}`, { body: { email: 'lea@boreal.example', attributes: { etag: '1' } } });
    expect([saved.status, saved.json.attributes.etag]).toEqual([200, '2']);
    expect(await request()).toMatchObject({ viewedAt: stack.clock.now().toISOString() });
  });
});

describe('who cannot answer', () => {
  it('PRT-03: is told how to enroll, and the invitation is remembered', async () => {
    const outsider = await company(stack.em(), { name: 'Lagune Services SARL', country: 'FR' });
    const { text, status } = await open(outsider.globalAdmin);
    expect(status).toBe(200);
    expect(words(text)).toContain('Lagune Services SARL is not an indirect reseller yet');
    expect(text).not.toContain('<form');
    expect((await stack.ask(outsider.globalAdmin, 'GET', '/v1/rememberedinvitations')).json.items).toHaveLength(1);
  });

  it('ROL-03: is told the role, and who holds it', async () => {
    const { text } = await open(reseller.withRoles('sales_agent'));
    expect(words(text)).toContain('A Global admin can answer this You are signed in for Alpenblick IT GmbH, but without that role.');
    expect(text).not.toContain('<form');
  });

  it('PRT-04: is told that the regions differ', async () => {
    const prairie = await company(stack.em(), { program: 'indirect_reseller', country: 'US', name: 'Prairie IT Inc' });
    expect(words((await open(prairie.globalAdmin)).text)).toContain('Provider and reseller are in different regions');
  });

  it('AGR-03: is told that the agreement is missing', async () => {
    const unsigned = await company(stack.em(), { program: 'indirect_reseller', signed: false });
    expect(words((await open(unsigned.globalAdmin)).text)).toContain('The partner agreement has not been accepted yet');
  });

  it('is shown as the inviter what the other side sees', async () => {
    const { text } = await open(provider.globalAdmin);
    expect(words(text)).toContain('This is your own request');
    expect(text).not.toContain('<form');
  });
});

describe('answering on the page', () => {
  it('PRT-05: an unticked box brings the page back with the message beside it, and nothing is changed', async () => {
    const { status, text } = await submit(reseller.globalAdmin, 'accept');
    expect(status).toBe(400);
    expect(text).toMatch(/aria-invalid="true" aria-describedby="tick"/);
    expect(words(text)).toContain('Tick the box to confirm that you have read the rights.');
    expect([await partnerships(), (await request())['state']]).toEqual([[], 'draft']);
  });

  it('PRT-05: a ticked box authorizes and leads into the console', async () => {
    const sent = await submit(reseller.globalAdmin, 'accept', { authorized: 'true' });
    expect([sent.status, sent.headers['location']]).toEqual([303, '/indirect-providers']);
    expect(await partnerships()).toEqual([{ state: 'active' }]);
    const after = await open(reseller.globalAdmin);
    expect([after.status, words(after.text).includes('You have accepted this request')]).toEqual([410, true]);
    expect(words((await open()).text)).toContain('This invitation has been accepted already');
  });

  it('SEC-06: a form on a page of somebody else does nothing', async () => {
    const sent = await submit(reseller.globalAdmin, 'accept', { authorized: 'true' }, { origin: 'https://evil.example' });
    expect([sent.status, await partnerships()]).toEqual([403, []]);
  });

  it('ROL-03: a form sent without the right changes nothing and says why', async () => {
    const sent = await submit(reseller.withRoles('admin_agent'), 'accept', { authorized: 'true' });
    expect([sent.status, words(sent.text).includes('A Global admin can answer this'), await partnerships()]).toEqual([403, true, []]);
  });

  it('SM-5: declines with a reason, and says so afterwards', async () => {
    const sent = await submit(reseller.globalAdmin, 'decline', { reason: 'We have one' });
    expect([sent.status, sent.headers['location']]).toEqual([303, page]);
    expect(await request()).toMatchObject({ state: 'declined', declineReason: 'We have one' });
    expect(words((await open(reseller.globalAdmin)).text)).toContain('This invitation has been declined');
  });
});

describe('ended links', () => {
  it('INV-07: an expired one offers to ask for a new link, without signing in, once a day', async () => {
    stack.clock.advance(31 * DAY);
    const expired = await open();
    expect([expired.status, words(expired.text).includes('This invitation has expired')]).toEqual([410, true]);
    expect(expired.text).toContain(`action="${page}/renew"`);
    const sent = await submit(undefined, 'renew');
    expect([sent.status, sent.headers['location']]).toEqual([303, page]);
    const asked = await open();
    expect(words(asked.text)).toContain('New link requested');
    expect(asked.text).not.toContain('<form');
    stack.clock.advance(DAY);
    expect((await open()).text).toContain('<form');
  });

  it.each([
    ['revoked', 'revoke', 'This invitation has been withdrawn'],
    ['replaced', 'resend', 'This link has been replaced by a newer one'],
  ])('INV-07: a %s one says so', async (_, name, said) => {
    await command(name);
    const { status, text } = await open();
    expect([status, words(text).includes(said), words(text).includes(provider.organisation.name)]).toEqual([410, true, true]);
    expect(text).not.toContain(provider.globalAdmin.email);
  });

  it('INV-02: an altered one names nothing', async () => {
    const { status, text } = await stack.browse(undefined, 'GET', page.slice(0, -1));
    expect([status, words(text).includes('There is no invitation behind this link')]).toEqual([404, true]);
    expect(text).not.toContain('Nordwind');
  });
});
