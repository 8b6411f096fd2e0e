import { Partnership } from '@tandem/partnership-domain';
import { company } from '@tandem/platform-testing';
import type { Company, NewCompany } from '@tandem/platform-testing';
import { PartnershipStack } from '../spec-parts/partnership-stack';
import type { Reply } from '../spec-parts/partnership-stack';

let stack: PartnershipStack;
let provider: Company;

beforeAll(async () => {
  stack = await PartnershipStack.start();
});
afterAll(() => stack.close());
beforeEach(async () => {
  provider = await company(stack.em(), { program: 'indirect_provider' });
});

async function partner(name: string, given: NewCompany = {}): Promise<Company> {
  const reseller = await company(stack.em(), { program: 'indirect_reseller', name, ...given });
  const em = stack.em();
  stack.clock.advance(1000);
  const now = stack.clock.now();
  em.persist(Partnership.takeOver(null, { providerId: provider.organisation.id, resellerId: reseller.organisation.id }, { since: now, adminAccess: 'granted', evidence: 'Contract 12' }, now));
  await em.flush();
  return reseller;
}
const read = (rest = '', who = provider.globalAdmin, headers: Record<string, string> = {}): Promise<Reply> => stack.ask(who, 'GET', `/v1/indirectresellers/agreements${rest}`, { headers });
const names = ({ json }: Reply): unknown[] => json.items.map((item) => item['name']);

describe('which resellers have signed', () => {
  it('AGR-07: tells the provider by name, MPN ID, region, verification and signature', async () => {
    const signed = await partner('Alpen', { country: 'AT' });
    await partner('Nord', { country: 'NO', signed: false });
    expect((await read()).json.items).toMatchObject([
      { name: 'Nord', country: 'NO', region: 'europe', verification: 'authorized', signed: false },
      { id: signed.organisation.id, name: 'Alpen', mpnId: signed.mpnId, region: 'europe', verification: 'authorized', signed: true },
    ]);
    expect([names(await read('?signed=Signed')), names(await read('?signed=unsigned')), names(await read('?q=alp'))]).toEqual([['Alpen'], ['Nord'], ['Alpen']]);
    expect((await read('/export/count?signed=signed')).json).toMatchObject({ count: 1, more: false });
  });

  it('AGR-07: is a file, too', async () => {
    await partner('Alpen', { country: 'AT' });
    const { headers, text } = await read('/export.csv?language=de&separator=semicolon');
    expect(headers['content-disposition']).toContain('reseller-agreements.csv');
    expect(text).toContain('"Name";"MPN-ID";"Land";"Region";"Überprüfung";"Partnervertrag"');
    expect(text).toMatch(/"Alpen";"\d+";"Österreich";"europe";"Bestätigt";"Unterschrieben";"\d{4}-/);
  });

  it('API-01: is read page by page', async () => {
    for (const name of ['One', 'Two', 'Three']) await partner(name);
    const first = await read('?size=2');
    const next = await read('?seekOperation=Next', provider.globalAdmin, { 'MS-ContinuationToken': first.json.continuationToken ?? '' });
    expect([names(first), names(next)]).toEqual([['Three', 'Two'], ['One']]);
  });

  it('SEC-01: shows nobody else’s partners, nor those of the past', async () => {
    const { organisation } = await partner('Alpen');
    const other = (await company(stack.em(), { program: 'indirect_provider' })).globalAdmin;
    expect((await read('', other)).json.items).toEqual([]);
    expect((await stack.ask(provider.globalAdmin, 'PATCH', `/v1/relationships/${organisation.id}`, { body: { state: 'terminated' } })).status).toBe(200);
    expect((await read()).json.items).toEqual([]);
  });

  it('ROL-01: is for Global and User admins of a provider', async () => {
    const reseller = await partner('Alpen');
    expect([(await read('', provider.withRoles('user_admin'))).status, (await read('', provider.withRoles('admin_agent'))).status, (await read('', reseller.globalAdmin)).status]).toEqual([200, 403, 403]);
  });
});
