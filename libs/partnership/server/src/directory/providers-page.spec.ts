import { OrganisationDirectory } from '@tandem/identity-server';
import { DirectoryEntry } from '@tandem/partnership-domain';
import { SystemClock } from '@tandem/platform-kernel';
import { company } from '@tandem/platform-testing';
import type { Company } from '@tandem/platform-testing';
import { PartnershipStack } from '../spec-parts/partnership-stack';
import type { Reply } from '../spec-parts/partnership-stack';

let stack: PartnershipStack;
let reseller: Company;

beforeAll(async () => {
  stack = await PartnershipStack.start();
  reseller = await company(stack.em(), { program: 'indirect_reseller', country: 'AT', name: 'Alpenblick' });
  await enter('Nordwind <&> GmbH', 'DE', { services: ['training', 'marketing'], countries: ['AT', 'CH'], website: 'https://nordwind.example/', email: 'partner@nordwind.example', phoneNumber: '+49 40 1' });
  await enter('Liberty Inc', 'US', { services: ['financing'] });
  await enter('Hidden AG', 'DE', { listed: false });
});
afterAll(() => stack.close());

async function enter(name: string, country: string, more: Partial<Parameters<typeof DirectoryEntry.open>[1]>): Promise<void> {
  const em = stack.em();
  const { organisation } = await company(em, { program: 'indirect_provider', country, name });
  const provider = await new OrganisationDirectory(em).byId(organisation.id);
  if (!provider) throw new Error('The provider is not there');
  em.persist(DirectoryEntry.open(provider, { description: 'd'.repeat(300), services: ['support'], ...more }, new SystemClock().now()));
  await em.flush();
}
const open = (query = '', who = false, language = 'en'): Promise<Reply> => stack.browse(who ? reseller.globalAdmin : undefined, 'GET', `/providers${query}`, { language });
const named = ({ text }: Reply): string[] => [...text.matchAll(/<h2 class="h2">([^<]*)<\/h2>/g)].map((match) => match[1] ?? '');

describe('the page of the provider directory', () => {
  it('SCR-16: says in both languages who offers what and where, and how to reach them, without a session', async () => {
    const english = await open();
    expect(named(english)).toEqual(['Liberty Inc', 'Nordwind &lt;&amp;&gt; GmbH']);
    for (const said of ['Find an indirect provider', 'Germany · Europe', 'Training', 'Serves Austria, Switzerland, Germany', 'href="https://nordwind.example/"', 'mailto:partner@nordwind.example', 'tel:+49401']) expect(english.text).toContain(said);
    const german = await open('', false, 'de');
    for (const said of ['Indirekten Anbieter finden', 'Deutschland · Europa', 'Schulung', 'Tätig in Österreich']) expect(german.text).toContain(said);
  });

  it('DIR-01: searches by name, country, region and services, and keeps what was asked for', async () => {
    expect(named(await open('?name=liberty'))).toEqual(['Liberty Inc']);
    expect(named(await open('?country=AT'))).toEqual(['Nordwind &lt;&amp;&gt; GmbH']);
    expect(named(await open('?region=united_states'))).toEqual(['Liberty Inc']);
    const services = await open('?services=training');
    expect(named(services)).toEqual(['Nordwind &lt;&amp;&gt; GmbH']);
    expect(services.text).toContain('<option value="training" selected>');
    expect(services.text).toContain('href="/providers?services=training&amp;lang=de"');
    const none = await open('?name=%22%3E%3Cb%3E');
    expect([named(none), none.text.includes('value="&quot;&gt;&lt;b&gt;"')]).toEqual([['No provider matches this search'], true]);
  });

  it('DIR-03: shows a signed-in reseller its own region, says so and leads to all', async () => {
    const own = await open('', true);
    expect(named(own)).toEqual(['Nordwind &lt;&amp;&gt; GmbH']);
    expect(own.text).toContain('Providers of your region are shown: Europe. <a href="/providers?region=all">Show all regions</a>');
    expect(own.text).toContain('<option value="europe" selected>');
    expect(named(await open('?region=all', true))).toHaveLength(2);
  });

  it('takes nonsense for nothing asked', async () => {
    const nul = Buffer.from(JSON.stringify({ name: '\0', id: reseller.organisation.id })).toString('base64url');
    const replies = await Promise.all([`?after=${nul}`, '?region=atlantis', '?country=1', '?services=magic&services=x', '?after=%7B', '?name=%00', '?name=a&name=b'].map((query) => open(query)));
    expect(replies.map((reply) => [reply.status, named(reply).length])).toEqual(replies.map(() => [200, 2]));
  });

  it('is under 20 KB with a full page, has no script, and goes on page by page', async () => {
    for (let turn = 0; turn < 9; turn++) await enter(`Page ${turn}`, 'DE', { services: ['training', 'marketing', 'financing', 'support'], countries: ['AT', 'CH', 'FR', 'IT'], website: 'https://page.example', email: 'page@page.example' });
    const first = await open('?name=Page', false, 'de');
    expect(Buffer.byteLength(first.text)).toBeLessThan(20 * 1024);
    expect(first.text).not.toMatch(/<script|javascript:| on\w+=| style="/);
    expect(first.headers['content-security-policy']).toContain("default-src 'none'");
    const next = /rel="next" href="([^"]+)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect([named(first).length, named(await open(next.replace('/providers', '')))]).toEqual([8, ['Page 8']]);
  });
});
