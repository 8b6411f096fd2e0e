import { AgreementTemplate } from '@tandem/enrollment-domain';
import type { Actor } from '@tandem/platform-server';
import { newId } from '@tandem/platform-kernel';
import { company, until } from '@tandem/platform-testing';
import type { Company } from '@tandem/platform-testing';
import { agreementPdf, runsOf } from './agreement-pdf';
import { beginAgreement } from './begin-agreement';
import { DEFAULT_AGREEMENT } from './default-agreement.data';
import { AgreementsStack, PUBLIC_URL } from './spec-parts/agreements-stack';
import type { Reply } from './spec-parts/agreements-stack';

const FIRST: string = DEFAULT_AGREEMENT.id;
const MINUTE = 60_000;

let stack: AgreementsStack;
let operator: Actor;
let partner: Company;

beforeAll(async () => {
  stack = await AgreementsStack.start();
  operator = (await company(stack.em(), { program: 'operator' })).withRoles('operator');
  partner = await company(stack.em(), { program: 'indirect_reseller' });
});
afterAll(() => stack.close());

const faults = ({ status, json }: Reply): unknown[] => [status, ...(status < 400 ? [] : json.data.map(({ reason, field }) => [reason, field]))];
const draft = (text: string, more: object = {}): object => ({ agreementType: 'partneragreement', documents: { de: { title: 'Vertrag', text }, en: { title: 'Agreement', text } }, ...more });
const publish = (body: object, who: Actor | undefined = operator): Promise<Reply> => stack.ask(who, 'POST', '/v1/agreementtemplates', { body });
const linksOf = (query = '', who: Actor | undefined = partner.globalAdmin, id = FIRST): Promise<Reply> => stack.ask(who, 'GET', `/v1/agreementtemplates/${id}/document${query}`);

describe('the document of an agreement', () => {
  it('AGR-01: is read by a link without signing in, in both languages, with version and hash', async () => {
    const { json } = await linksOf('?language=de-DE&country=DE');
    expect(json).toMatchObject({ language: 'de-DE', country: 'DE' });
    const german = await stack.ask(undefined, 'GET', json.displayUri);
    const { documents } = beginAgreement();
    expect([german.status, german.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    for (const said of [documents.de.hash, documents.de.title, 'Version 1', '<h2 class="h2 gap3">5. Vertraulichkeit und Datenschutz</h2>', '<html lang="de">']) expect(german.text).toContain(said);
    expect(Buffer.byteLength(german.text)).toBeLessThan(20_480);
    const english = await stack.ask(undefined, 'GET', json.displayUri.replace('lang=de', 'lang=en'));
    for (const said of [documents.en.hash, documents.en.title]) expect(english.text).toContain(said);
  });

  it('AGR-01: is downloaded as a PDF, the same bytes every time', async () => {
    const { downloadUri } = (await linksOf('?language=de')).json;
    const [one, other] = [await stack.ask(undefined, 'GET', downloadUri), await stack.ask(undefined, 'GET', downloadUri)];
    expect([one.status, one.headers['content-type'], one.headers['content-disposition']]).toEqual([200, 'application/pdf', 'attachment; filename="Vertrag-1-de.pdf"']);
    expect(one.raw.subarray(0, 5).toString()).toBe('%PDF-');
    expect(one.raw.equals(other.raw)).toBe(true);
    expect((await agreementPdf(beginAgreement(), 'en')).equals(one.raw)).toBe(false);
    // The hash also stands in what describes the file, where no font is between.
    expect(one.raw.toString('latin1')).toContain(beginAgreement().documents.de.hash);
  });

  it('AGR-01: writes letters beyond Latin in the font that has them', () => {
    expect(runsOf('Grüße „an“ Łódź, 100 €')).toEqual([{ text: 'Grüße „an“ ', font: 'Latin' }, { text: 'Ł', font: 'LatinExt' }, { text: 'ód', font: 'Latin' }, { text: 'ź', font: 'LatinExt' }, { text: ', 100 €', font: 'Latin' }]);
  });

  it('API-01: has the languages, defaults and countries that existing clients know', async () => {
    expect((await linksOf()).json).toMatchObject({ language: 'en-US', country: 'US' });
    expect((await linksOf()).json.displayUri).toContain('?lang=en');
    expect((await linksOf('?Language=DE&country=AT')).json).toMatchObject({ language: 'DE', country: 'AT' });
    expect(faults(await linksOf('?country=us'))).toEqual([400, ['FIELD_INVALID', 'country']]);
    expect(faults(await linksOf('?language=fr-FR&country=USA'))).toEqual([400, ['FIELD_INVALID', 'language'], ['FIELD_INVALID', 'country']]);
    const { json } = await publish(draft('Only here.', { countries: ['is'] }));
    const icelandic = (await company(stack.em(), { country: 'IS' })).globalAdmin;
    expect((await linksOf('', icelandic, json.id)).json).toMatchObject({ country: 'IS' });
    expect(faults(await linksOf('?country=DE', icelandic, json.id))).toEqual([400, ['AGREEMENT_ELSEWHERE', 'country']]);
    expect((await linksOf('', partner.globalAdmin, json.id)).status).toBe(404);
  });

  it('SEC-02: ends after five minutes, and is worth nothing when a letter is changed', async () => {
    const { json } = await linksOf();
    for (const uri of [json.displayUri, json.downloadUri]) {
      const strange = uri.replace(/\.(\d+)\./, (_whole, seconds: string) => `.${Number(seconds) + 60}.`);
      expect([strange === uri, (await stack.ask(undefined, 'GET', strange)).status]).toEqual([false, 404]);
    }
    stack.clock.advance(4 * MINUTE);
    expect([(await stack.ask(undefined, 'GET', json.displayUri)).status, (await stack.ask(undefined, 'GET', json.downloadUri)).status]).toEqual([200, 200]);
    stack.clock.advance(MINUTE);
    const page = await stack.ask(undefined, 'GET', json.displayUri);
    expect([page.status, page.text.includes('This link has ended')]).toEqual([410, true]);
    expect(faults(await stack.ask(undefined, 'GET', json.downloadUri))).toEqual([410, ['AGREEMENT_LINK_ENDED', undefined]]);
    expect((await linksOf()).json.displayUri).not.toBe(json.displayUri);
    expect(json.displayUri.startsWith(`${PUBLIC_URL}/agreement/`)).toBe(true);
  });
});

describe('versions of agreements', () => {
  it('SM-4: are the operator’s; partners read those that are for them', async () => {
    expect([(await publish(draft('No.'), partner.globalAdmin)).status, (await stack.ask(undefined, 'POST', '/v1/agreementtemplates', { body: draft('No.') })).status]).toEqual([403, 401]);
    expect((await stack.ask(partner.globalAdmin, 'GET', '/v1/agreementtemplates')).status).toBe(403);
    expect((await stack.ask(partner.globalAdmin, 'GET', `/v1/agreementtemplates/${FIRST}`)).json.documents.en.title).toBe(DEFAULT_AGREEMENT.documents.en.title);
  });

  it('AGR-01: are refused without German and English, naming all that is missing', async () => {
    expect(faults(await publish(draft('x', { documents: { de: { title: 'Vertrag' } } })))).toEqual([400, ...['de.text', 'en.title', 'en.text'].map((field) => ['AGREEMENT_LANGUAGE_MISSING', `documents.${field}`])]);
    expect(faults(await publish(draft('x', { regions: ['atlantis'] })))).toEqual([400, ['REGION_UNKNOWN', 'regions']]);
    expect(faults(await publish(draft('x', { effectiveFrom: new Date(stack.clock.now().getTime() - 1).toISOString() })))).toEqual([400, ['AGREEMENT_EFFECTIVE_PAST', 'effectiveFrom']]);
  });

  it('SM-4: follow each other, also when two are published at once; the same twice is one', async () => {
    const india = { countries: ['IN'] };
    const first = (await publish(draft('One.', india))).json;
    const both = await Promise.all([publish(draft('Two.', india)), publish(draft('Two.', india))]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const second = both.find(({ status }) => status === 201)?.json;
    expect(both.find(({ status }) => status === 409)?.json.data[0]?.reason).toBe('AGREEMENT_UNCHANGED');
    expect(Number(second?.['versionRank'])).toBe(Number(first['versionRank']) + 1);
    const page = await stack.ask(operator, 'GET', '/v1/agreementtemplates?size=1');
    expect(page.json.items).toMatchObject([{ id: second?.id, state: 'current', countries: ['IN'], titles: { de: 'Vertrag' }, publishedBy: 'Greta Ahrens' }]);
    const next = await stack.ask(operator, 'GET', '/v1/agreementtemplates?seekOperation=Next', { headers: { 'MS-ContinuationToken': page.json.continuationToken ?? '' } });
    expect(next.json.items).toMatchObject([{ id: first.id, state: 'superseded' }]);
    const far = (await publish(draft('Three.', { ...india, effectiveFrom: '2090-01-01T00:00:00.000Z' }))).json;
    expect(far).toMatchObject({ state: 'scheduled', effectiveFrom: '2090-01-01T00:00:00.000Z' });
    const indian = (await company(stack.em(), { country: 'IN' })).globalAdmin;
    expect((await stack.ask(indian, 'GET', '/v1/agreements?agreementType=PARTNERAGREEMENT')).json.items).toMatchObject([{ templateId: second?.id, region: 'india' }]);
    expect((await stack.ask(indian, 'GET', '/v1/agreements?agreementType=MicrosoftCustomerAgreement')).json.items).toEqual([]);
    expect((await stack.ask(operator, 'GET', `/v1/agreementtemplates/${first.id}/timeline`)).json.items).toMatchObject([{ type: 'agreement.published', actor: { name: 'Greta Ahrens' } }]);
  });

  it('SM-4: are compared with one that is being published at the same moment', async () => {
    const said = { title: 'Agreement', text: 'At once.' };
    // Asked from out here, so that it is in no transaction of ours.
    const { promise, resolve: go } = Promise.withResolvers<undefined>();
    const asked = promise.then(() => publish({ agreementType: 'PartnerAgreement', documents: { de: said, en: said }, countries: ['CA'] }));
    await stack.em().transactional(async (em) => {
      await em.execute(`select pg_advisory_xact_lock(hashtextextended('agreement versions PartnerAgreement', 0))`);
      const newest = await em.findOne(AgreementTemplate, { agreementType: 'PartnerAgreement' }, { orderBy: { versionRank: 'desc' } });
      em.persist(AgreementTemplate.publish({ agreementType: 'PartnerAgreement', documents: { de: said, en: said }, countries: ['CA'], newest, now: stack.clock.now(), publishedBy: null }));
      await em.flush();
      go(undefined);
      await until(async () => (await stack.em().execute<unknown[]>('select from pg_locks where not granted')).length > 0);
    });
    expect(faults(await asked)).toEqual([409, ['AGREEMENT_UNCHANGED', undefined]]);
  });

  it('SM-4: are compared line by line with the one before, and say who would be asked', async () => {
    const taiwan = { countries: ['TW'] };
    const { organisation } = await company(stack.em(), { program: 'indirect_reseller', country: 'TW' });
    const before = (await publish(draft('First.\n\nSecond.', taiwan))).json;
    const changed = draft('First.\n\nOther.\n\nThird.', taiwan);
    const same = { kind: 'same', lines: ['Agreement', '', 'First.', ''] };
    const change = [same, { kind: 'removed', lines: ['Second.'] }, { kind: 'added', lines: ['Other.', '', 'Third.'] }];
    const shown = await stack.ask(operator, 'POST', '/v1/agreementtemplates/comparisons', { body: changed });
    expect([shown.status, shown.json]).toMatchObject([200, { against: { id: before.id }, documents: { en: change }, asked: { count: 1, more: false } }]);
    // Compared, not kept; what is missing as yet does not hinder it.
    expect((await stack.ask(operator, 'GET', '/v1/agreementtemplates?size=1')).json.items[0]?.id).toBe(before.id);
    expect(faults(await stack.ask(operator, 'POST', '/v1/agreementtemplates/comparisons', { body: { agreementType: 'PartnerAgreement', documents: {} } }))).toEqual([200]);
    const { id } = (await publish(changed)).json;
    expect((await stack.ask(operator, 'GET', `/v1/agreementtemplates/${id}/diff`)).json).toMatchObject({ against: { id: before.id }, documents: { en: change } });
    expect((await stack.ask(operator, 'GET', `/v1/agreementtemplates/${FIRST}/diff`)).json['against']).toBeUndefined();
    expect(organisation.country).toBe('TW');
  });
});

describe('what a provider asks of a reseller', () => {
  const status = (query: string, who: Actor): Promise<Reply> => stack.ask(who, 'GET', `/v1/compliance/csp/agreementstatus${query}`);

  it('AGR-07: answers that it has signed, also to an API client', async () => {
    const { globalAdmin, withRoles } = await company(stack.em(), { program: 'indirect_provider', country: 'AT' });
    const { userId: _, ...client } = withRoles('admin_agent', 'sales_agent');
    for (const query of [`?mpnId=${partner.mpnId}`, `?tenantId=${partner.organisation.id.toUpperCase()}`])
      for (const who of [globalAdmin, { ...client, clientId: 'own-system' }]) expect(await status(query, who)).toMatchObject({ status: 200, json: { isAgreementSigned: true } });
    expect((await status(`?mpnId=${partner.mpnId}`, withRoles('helpdesk_agent'))).status).toBe(403);
    expect((await status(`?mpnId=${partner.mpnId}`, partner.globalAdmin)).status).toBe(403);
  });

  it('AGR-07: has a code for each way in which it has not', async () => {
    const provider = (await company(stack.em(), { program: 'indirect_provider' })).globalAdmin;
    const unsigned = await company(stack.em(), { program: 'indirect_reseller', signed: false });
    const none = await company(stack.em());
    const abroad = await company(stack.em(), { program: 'indirect_reseller', country: 'US' });
    const codes = async (...queries: string[]): Promise<unknown[]> => Promise.all(queries.map(async (query) => {
      const { status: http, json } = await status(query, provider);
      return [http, json.code];
    }));
    expect(await codes('', '?mpnId=')).toEqual([[400, 2001], [400, 2001]]);
    expect(await codes(`?mpnId=${partner.mpnId}&tenantId=${partner.organisation.id}`, '?mpnId=12x', '?tenantId=nobody')).toEqual([[400, 2000], [400, 2000], [400, 2000]]);
    expect(await codes('?mpnId=9', `?tenantId=${newId()}`)).toEqual([[400, 2200], [400, 2205]]);
    expect(await codes(`?mpnId=${abroad.mpnId}`, `?tenantId=${abroad.organisation.id}`)).toEqual([[400, 2201], [400, 2201]]);
    expect(await codes(`?mpnId=${none.mpnId}`, `?tenantId=${none.organisation.id}`)).toEqual([[400, 2204], [400, 2206]]);
    expect(await codes(`?mpnId=${unsigned.mpnId}`, `?tenantId=${unsigned.organisation.id}`)).toEqual([[400, 2203], [400, 2206]]);
  });

  it('ORG-10: knows of a suspended one that it has signed', async () => {
    const provider = (await company(stack.em(), { program: 'indirect_provider' })).globalAdmin;
    const halted = await company(stack.em(), { program: 'indirect_reseller' });
    await stack.em().execute(`update program_membership set state = 'suspended' where organisation_id = ?`, [halted.organisation.id]);
    expect((await status(`?mpnId=${halted.mpnId}`, provider)).status).toBe(200);
  });
});
