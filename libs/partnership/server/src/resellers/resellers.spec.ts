import { company } from '@tandem/platform-testing';
import type { Company } from '@tandem/platform-testing';
import { PartnershipStack } from '../spec-parts/partnership-stack';
import type { Body } from '../spec-parts/partnership-stack';

const DAY = 86_400_000;
const relationshipType = 'is_indirect_cloud_solution_provider_of';

let stack: PartnershipStack;
let provider: Company;

beforeAll(async () => (stack = await PartnershipStack.start()));
afterAll(() => stack.close());
beforeEach(async () => {
  provider = await company(stack.em(), { program: 'indirect_provider', country: 'DE' });
});

const ask = (path: string, headers: Record<string, string> = {}) => stack.ask(provider.withRoles('sales_agent'), 'GET', path, { headers });
const draft = async (email: string): Promise<Body> => {
  stack.clock.advance(1000);
  return (await stack.ask(provider.globalAdmin, 'POST', '/v1/relationshiprequests', { body: { relationshipType, email } })).json;
};
const command = (id: string, name: string) => stack.ask(provider.globalAdmin, 'POST', `/v1/relationshiprequests/${id}/${name}`);
const partner = async (name: string, country = 'AT'): Promise<Company> => {
  const { url } = await draft('x@y.example');
  const reseller = await company(stack.em(), { program: 'indirect_reseller', country, name });
  await stack.ask(reseller.globalAdmin, 'POST', `/v1/invitations/${url.split('/').at(-1)}/accept`, { body: { authorized: true } });
  return reseller;
};
const found = async (query = ''): Promise<unknown[]> => (await ask(`/v1/indirectresellers${query}`)).json.items.map(({ name, email }: Record<string, unknown>) => name ?? email);

describe('indirect resellers', () => {
  it('PRT-14: shows partners and open requests in one list, newest first, page by page', async () => {
    const one = await partner('Alpenblick');
    const two = await draft('lea@boreal.example');
    await partner('Fjord', 'NO');
    const four = await draft('ga@lagune.example');
    await command(four.id, 'send');
    const first = await ask('/v1/indirectresellers?size=3');
    expect(first.json.items).toMatchObject([
      { kind: 'request', id: four.id, email: 'ga@lagune.example', status: 'queued', url: four.url, lastMail: { state: 'queued' } },
      { kind: 'partner', name: 'Fjord', status: 'active', country: 'NO', delegatedAdmin: 'granted' },
      { kind: 'request', id: two.id, status: 'draft', until: two['expiresAt'] },
    ]);
    const next = await ask('/v1/indirectresellers?seekOperation=Next', { 'MS-ContinuationToken': first.json.continuationToken ?? '' });
    expect(next.json.items).toMatchObject([{ kind: 'partner', id: one.organisation.id, name: 'Alpenblick', mpnId: one.mpnId, attributes: { etag: '1' } }]);
    expect(next.json.continuationToken).toBeUndefined();
  });

  it('PRT-14: has views, a search and a filter, and counts each view', async () => {
    await partner('Alpenblick');
    await partner('Prairie', 'FR');
    const waiting = await draft('waiting@x.example');
    await command(waiting.id, 'issue');
    const failed = await draft('failed@x.example');
    await command(failed.id, 'send');
    await stack.deliver('failed@x.example', 'failed', 'MAILBOX_UNKNOWN');
    const gone = await draft('gone@x.example');
    await command(gone.id, 'revoke');
    expect(await found()).toEqual(['failed@x.example', 'waiting@x.example', 'Prairie', 'Alpenblick']);
    expect([await found('?view=Partners'), await found('?view=waiting'), await found('?view=problems'), await found('?view=expiring')]).toEqual([['Prairie', 'Alpenblick'], ['waiting@x.example'], ['failed@x.example'], []]);
    expect([await found('?country=fr'), await found('?q=ALPEN'), await found('?q=wait'), await found('?q=_')]).toEqual([['Prairie'], ['Alpenblick'], ['waiting@x.example'], []]);
    expect((await ask('/v1/indirectresellers/counts')).json).toEqual({ all: 4, partners: 2, waiting: 1, expiring: 0, problems: 1, failed: 1, bounced: 0 });
    stack.clock.advance(24 * DAY);
    expect((await ask('/v1/indirectresellers/counts')).json).toMatchObject({ waiting: 1, expiring: 2, problems: 1 });
    stack.clock.advance(10 * DAY);
    expect((await ask('/v1/indirectresellers/counts')).json).toEqual({ all: 4, partners: 2, waiting: 0, expiring: 0, problems: 0, failed: 0, bounced: 0 });
  });

  it('PRT-14: tells mails that failed from mails that came back', async () => {
    for (const state of ['failed', 'bounced', 'uncertain'] as const) {
      const { id } = await draft(`${state}@x.example`);
      await command(id, 'send');
      await stack.deliver(`${state}@x.example`, state, 'MAILBOX_FULL');
    }
    expect([await found('?view=failed'), await found('?view=bounced')]).toEqual([['failed@x.example'], ['bounced@x.example']]);
    expect(await found('?view=problems')).toEqual(['uncertain@x.example', 'bounced@x.example', 'failed@x.example']);
    expect((await ask('/v1/indirectresellers/counts')).json).toMatchObject({ problems: 3, failed: 1, bounced: 1 });
  });

  it('PRT-13: a removed partner vanishes', async () => {
    const { organisation } = await partner('Alpenblick');
    await stack.ask(provider.globalAdmin, 'PATCH', `/v1/relationships/${organisation.id}`, { body: { state: 'terminated' } });
    expect(await found()).toEqual([]);
  });

  it('stops counting at a hundred', async () => {
    await stack.em().execute(
      `insert into invitation (id, type, state, organisation_id, inviter_name, language, subject, body, generation, link_key, created_at, expiry_held, expiry_noted, sends_of_day)
       select gen_random_uuid(), 'partnership_request', 'draft', ?, 'Sven', 'de', '', '', 1, 'k00000000', now(), false, false, 0 from generate_series(1, 130)`,
      [provider.organisation.id],
    );
    expect((await ask('/v1/indirectresellers/counts')).json).toMatchObject({ all: 100, partners: 0 });
  });

  it('SEC-01: shows nothing of another provider, and nothing to a reseller', async () => {
    await partner('Alpenblick');
    const other = await company(stack.em(), { program: 'indirect_provider' });
    expect((await stack.ask(other.globalAdmin, 'GET', '/v1/indirectresellers')).json.items).toEqual([]);
    expect((await stack.ask(other.globalAdmin, 'GET', '/v1/indirectresellers/counts')).json).toMatchObject({ all: 0 });
    const reseller = await company(stack.em(), { program: 'indirect_reseller' });
    expect((await stack.ask(reseller.globalAdmin, 'GET', '/v1/indirectresellers')).status).toBe(403);
  });
});

describe('the export of what is filtered', () => {
  const file = (query = '') => ask(`/v1/indirectresellers/export.csv${query}`);
  const count = async (query = ''): Promise<unknown> => (await ask(`/v1/indirectresellers/export/count${query}`)).json;
  const linesOf = (text: string): string[][] =>
    text
      .replace(/^\uFEFF/, '')
      .split('\r\n')
      .slice(0, -1)
      .map((line) => line.slice(1, -1).split(/"[,;]"/));

  it('PRT-14: is the list as it stands, in the words of the language asked for', async () => {
    await partner('Alpenblick');
    const failed = await draft('failed@x.example');
    await command(failed.id, 'send');
    await stack.deliver('failed@x.example', 'failed', 'MAILBOX_UNKNOWN');
    const german = await file('?language=de&separator=semicolon');
    expect(german.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8; header=present', 'content-disposition': 'attachment; filename="indirect-resellers.csv"', 'cache-control': 'no-store' });
    expect(german.text.startsWith('\uFEFF"Name";"E-Mail";"Status"')).toBe(true);
    const [, request, reseller] = linesOf(german.text);
    expect(request?.slice(0, 5)).toEqual(['', 'failed@x.example', 'Nicht zugestellt', 'Gescheitert', 'Der Mailserver kennt dieses Postfach nicht.']);
    expect(request?.[11]).toBe(provider.globalAdmin.name);
    expect(request?.[10]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/);
    expect(reseller?.slice(0, 9)).toEqual(['Alpenblick', '', 'Aktiv', '', '', '', 'Österreich', expect.stringMatching(/^\d+$/), 'Gegeben']);
    expect(linesOf((await file('?language=en')).text)[1]?.slice(2, 5)).toEqual(['Not delivered', 'Failed', 'The mail server does not know this mailbox.']);
    expect(german.text).not.toContain('/invite/');
  });

  it('PRT-14: keeps to view, search and country exactly as the list does, and so does its count', async () => {
    await partner('Alpenblick');
    await partner('Prairie', 'FR');
    const waiting = await draft('waiting@x.example');
    await command(waiting.id, 'issue');
    for (const query of ['', '?view=partners', '?view=waiting', '?view=problems', '?view=failed', '?view=bounced', '?view=expiring', '?country=fr', '?q=ALPEN', '?q=wait', '?q=_', '?view=waiting&country=fr']) {
      const listed = await found(query);
      const rows = linesOf((await file(query)).text).slice(1);
      expect([query, rows.map(([name, email]) => name || email)]).toEqual([query, listed]);
      expect([query, await count(query)]).toEqual([query, { count: listed.length, more: false }]);
    }
  });

  it('CUS-18: holds nothing that a spreadsheet would run', async () => {
    const reseller = await partner('=HYPERLINK("http://x")');
    expect(reseller.organisation.name).toContain('=HYPERLINK');
    expect((await file()).text).toContain(`"'=HYPERLINK(""http://x"")"`);
  });

  it('goes on over all pages, none twice and none left out, and the count ends at its limit', async () => {
    await stack.em().execute(
      `insert into invitation (id, type, state, organisation_id, inviter_name, email, language, subject, body, generation, link_key, created_at, expiry_held, expiry_noted, sends_of_day)
       select gen_random_uuid(), 'partnership_request', 'draft', ?, 'Sven', 'a' || n || '@x.example', 'de', '', '', 1, 'k00000000', timestamptz '2026-01-01' + (n / 7) * interval '1 second', false, false, 0
       from generate_series(1, 10001) as n`,
      [provider.organisation.id],
    );
    const addresses = linesOf((await file()).text).slice(1).map(([, email]) => email);
    expect([addresses.length, new Set(addresses).size]).toEqual([10_001, 10_001]);
    expect(await count()).toEqual({ count: 10_000, more: true });
  });

  it('SEC-01: is of the own organisation only, and refused to a reseller', async () => {
    await partner('Alpenblick');
    const other = await company(stack.em(), { program: 'indirect_provider' });
    expect(linesOf((await stack.ask(other.globalAdmin, 'GET', '/v1/indirectresellers/export.csv')).text)).toHaveLength(1);
    expect((await stack.ask(other.globalAdmin, 'GET', '/v1/indirectresellers/export/count')).json).toEqual({ count: 0, more: false });
    const reseller = await company(stack.em(), { program: 'indirect_reseller' });
    expect((await stack.ask(reseller.globalAdmin, 'GET', '/v1/indirectresellers/export.csv')).status).toBe(403);
  });
});
