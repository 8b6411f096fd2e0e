import { EntityManager, RequestContext } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PartnerProfile } from '@tandem/identity-domain';
import { ROLES } from '@tandem/platform-contract';
import { across } from '@tandem/platform-server';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import { identityDatabase } from '../identity-database';
import { CAST } from '../sandbox/cast.data';
import { profilesOf } from '../sandbox/seed-profiles';
import { asPersons } from '../spec-parts/as-person';
import type { AsPerson } from '../spec-parts/as-person';
import { identityApi } from '../spec-parts/identity-api';
import type { IdentityApi } from '../spec-parts/identity-api';
import { ChangeProfile } from './change-profile';

const GA = 'ga@alpenblick.example';
const address = { addressLine1: 'Herzog-Friedrich-Straße 1', city: 'Innsbruck', postalCode: '6020', country: 'AT' };
const primaryContact = { firstName: 'Katharina', lastName: 'Huber', email: 'office@alpenblick.example', phoneNumber: '+43 512 555011' };

let api: IdentityApi;
let as: AsPerson;
const redis = testRedis();
beforeAll(async () => (api = await identityApi({ database: await testDatabase(identityDatabase), redis, settings: { WEBMAIL_DOMAINS: 'hausmail.at' } })));
afterAll(() => api.close());
beforeEach(async () => {
  as ??= asPersons(api);
  const em = api.database.em();
  await em.nativeDelete(PartnerProfile, {});
  em.persist(CAST.flatMap((cast) => profilesOf(cast, new Date())));
  await em.flush();
});

const put = (profile: string, body: object, email = GA, headers: Record<string, string> = {}) => as(email, 'PUT', `/v1/profiles/${profile}`, { body, headers });
const get = (profile: string, email = GA) => as(email, 'GET', `/v1/profiles/${profile}`);
const faultsOf = (reply: { json: Record<string, unknown> }): string[] => (reply.json['data'] as { rule: string; reason: string; field?: string }[]).map(({ rule, reason, field }) => `${rule} ${reason} ${field ?? ''}`.trim());
const story = async (profile: string, email = GA) => (await as(email, 'GET', `/v1/profiles/${profile}/timeline`)).list;

describe('the profiles of an organisation', () => {
  it('have the shapes that existing clients read', async () => {
    const [id, self] = ['0c000000-0000-4000-8000-000000000001', (uri: string) => ({ self: { uri, method: 'GET', headers: [] } })];
    expect((await get('organization')).json).toEqual({
      ...{ id, tenantId: id, companyName: 'Alpenblick IT GmbH', domain: 'alpenblick.example', email: 'info@alpenblick.example', language: 'de', culture: 'de-AT', profileType: 'OrganizationProfile' },
      defaultAddress: { addressLine1: 'Maria-Theresien-Straße 18', city: 'Innsbruck', postalCode: '6020', country: 'AT' },
      ...{ links: self('/profiles/organization'), attributes: { objectType: 'OrganizationProfile', etag: '1' } },
    });
    expect((await get('legalbusiness')).json).toMatchObject({
      ...{ companyName: 'Alpenblick IT GmbH', address: { country: 'AT' }, primaryContact: { email: 'contact@alpenblick.example' }, vettingStatus: 'none', vettingSubStatus: 'none' },
      ...{ primaryContactVerifiedAt: expect.stringMatching(/Z$/), profileType: 'LegalBusinessProfile', attributes: { objectType: 'LegalBusinessProfile', etag: '1' } },
    });
    expect((await get('billing')).json).toMatchObject({ billingCurrency: 'EUR', taxId: 'ATU00000001', profileType: 'BillingProfile', attributes: { objectType: 'BillingProfile', etag: '1' } });
    expect((await get('support')).json).toMatchObject({ email: 'support@alpenblick.example', profileType: 'support_profile', attributes: { objectType: 'PartnerSupportProfile', etag: '1' } });
    for (const version of ['Current', 'lastfinalized']) expect((await get(`legalbusiness?vettingVersion=${version}`)).status).toBe(200);
    expect((await get('legalbusiness?vettingVersion=first')).status).toBe(400);
  });

  it('ROL-01: are read by every role, and each is changed by those that the table names', async () => {
    const readers: Record<string, string> = { global_admin: 'ga', user_admin: 'ua', billing_admin: 'ba', admin_agent: 'aa', sales_agent: 'sa', helpdesk_agent: 'ha', mpn_partner_admin: 'mp', account_admin: 'ac', incentive_user: 'iu' };
    const may = async (profile: string, body: object): Promise<string[]> => {
      const allowed: string[] = [];
      for (const role of ROLES.filter((one) => readers[one])) {
        const who = `${readers[role]}@alpenblick.example`;
        expect((await get(profile, who)).status).toBe(200);
        const { status, json } = await put(profile, body, who);
        if (status === 200) allowed.push(role);
        else expect([status, json['data']]).toMatchObject([403, [{ reason: 'ROLE_MISSING' }]]);
      }
      return allowed;
    };
    expect(await may('support', { telephone: '+43 512 555012' })).toEqual(['global_admin']);
    expect(await may('organization', { email: 'office@alpenblick.example' })).toEqual(['global_admin']);
    expect(await may('legalbusiness', { website: '' })).toEqual(['global_admin']);
    expect(await may('billing', { taxId: 'ATU2' })).toEqual(['global_admin', 'billing_admin']);
    for (const profile of ['organization', 'legalbusiness', 'billing', 'support', 'mpn', 'programs', 'support/timeline']) expect((await api.call(`/v1/profiles/${profile}`)).status).toBe(401);
  });

  it('SEC-01: are those of the caller, whoever asks', async () => {
    await put('support', { email: 'help@alpenblick.example' });
    for (const profile of ['organization', 'legalbusiness', 'billing', 'support']) {
      expect((await get(profile, 'ga@prairie.example')).text).not.toContain('alpenblick');
      expect((await as('ga@prairie.example', 'GET', `/v1/profiles/${profile}/timeline`)).list).toEqual([]);
    }
    expect((await story('support')).map(({ type }) => type)).toEqual(['identity.profile-changed']);
  });

  it('SEC-01: are changed one’s own, whatever else could be seen', async () => {
    const em = api.app.get(EntityManager);
    const actor = { organisationId: '0c000000-0000-4000-8000-000000000002', organisationName: 'Prairie IT Inc', country: 'US', programs: [], roles: [], name: 'Somebody', locale: 'en' } as const;
    await across('operator', () => RequestContext.create(em, () => em.transactional(() => api.app.get(ChangeProfile).run(actor, 'support', { content: { email: 'help@prairie.example' } }))));
    expect((await get('support', 'ga@prairie.example')).json).toMatchObject({ email: 'help@prairie.example' });
    expect((await get('support')).json).toMatchObject({ email: 'support@alpenblick.example', attributes: { etag: '1' } });
  });

  it.each([
    ['organization', { defaultAddress: { ...address, country: 'DE' } }, 'defaultAddress.country'],
    ['legalbusiness', { address: { ...address, country: 'DE' } }, 'address.country'],
    ['billing', { address: { ...address, country: 'de' } }, 'address.country'],
  ])('ORG-06: the country of %s is fixed', async (profile, body, field) => {
    const reply = await put(profile, body);
    expect([reply.status, faultsOf(reply)]).toEqual([409, [`ORG-06 COUNTRY_FIXED ${field}`]]);
    expect((await get(profile)).json).toMatchObject({ attributes: { etag: '1' } });
  });

  it('ORG-06: an address without a country, or with it in another case, lies in the organisation’s', async () => {
    const { country: _, ...nowhere } = address;
    expect((await put('legalbusiness', { address: nowhere })).json).toMatchObject({ address });
    expect((await put('billing', { address: { ...address, country: 'at' } })).json).toMatchObject({ address });
  });

  it('ENR-08: refuses a web-mail address of the primary contact, whatever it looks like, and one that the operator added', async () => {
    const refused = async (email: string) => {
      const reply = await put('legalbusiness', { primaryContact: { ...primaryContact, email } });
      return [reply.status, ...(reply.status === 200 ? [] : faultsOf(reply))];
    };
    for (const email of ['A.B+x@GMAIL.com', 'a@yahoo.co.uk', 'a@me.com', 'a@ｇｍａｉｌ.com', 'a@mail.hausmail.at']) expect(await refused(email)).toEqual([400, 'ENR-08 WEBMAIL_NOT_ALLOWED primaryContact.email']);
    expect(await refused('a@alpenblick.onmicrosoft.com')).toEqual([400, 'ENR-09 SIGN_IN_DOMAIN_NOT_ALLOWED primaryContact.email']);
    for (const email of ['a@notgmail.com', 'a@outlook-partners.com', 'a@büro-huber.at']) expect(await refused(email)).toEqual([200]);
  });

  it('API-01: names every fault of a body at once, also those of rules', async () => {
    const { status, json } = await put('legalbusiness', { companyName: '', address: { city: 'x' }, primaryContact: { firstName: 'A', lastName: 'B', email: 'nobody', phoneNumber: 'call' }, website: 'javascript:alert(1)' });
    expect([status, (json['data'] as { field: string }[]).map(({ field }) => field).sort()]).toEqual([400, ['address.addressLine1', 'companyName', 'primaryContact.email', 'primaryContact.phoneNumber', 'website']]);
    expect(faultsOf(await put('legalbusiness', { companyName: 'Test GmbH', address: { ...address, country: 'US' }, primaryContact: { ...primaryContact, email: 'a@web.de' } })).sort()).toEqual([
      'ENR-08 WEBMAIL_NOT_ALLOWED primaryContact.email',
      'ENR-10 LEGAL_NAME_REFUSED companyName',
      'ORG-06 COUNTRY_FIXED address.country',
    ]);
    expect((await put('organization', { companyName: 'Two\r\nBcc: lines' })).status).toBe(400);
  });

  it('reads keys in any case, and takes an explicit null for not supplied', async () => {
    const changed = await put('billing', { CompanyName: null, Address: { AddressLine1: 'Neue Gasse 2', ADDRESSLINE2: null, city: 'Hall', State: null, postalCode: '6060', Country: 'AT' }, PrimaryContact: null, PurchaseOrderNumber: 'PO-7', TaxId: null, Attributes: { Etag: '1', ObjectType: 'BillingProfile' }, Links: null });
    expect([changed.status, changed.json]).toMatchObject([
      200,
      { companyName: 'Alpenblick IT GmbH', address: { addressLine1: 'Neue Gasse 2', city: 'Hall', postalCode: '6060', country: 'AT' }, primaryContact: { email: 'billing@alpenblick.example' }, purchaseOrderNumber: 'PO-7', taxId: 'ATU00000001', attributes: { etag: '2' } },
    ]);
    expect((await put('billing', { purchaseOrderNumber: '' })).json).not.toHaveProperty('purchaseOrderNumber');
  });

  it('can be sent back as they were read', async () => {
    for (const profile of ['organization', 'legalbusiness', 'billing', 'support']) {
      const { json } = await get(profile);
      expect((await put(profile, json)).json).toEqual(json);
      expect(await story(profile)).toEqual([]);
    }
  });

  it('API-07: are not overwritten by whoever read them before, by If-Match or in the body', async () => {
    expect((await put('supportprofile', { telephone: '+43 512 1' }, GA, { 'if-match': '"1"' })).json).toMatchObject({ telephone: '+43 512 1', attributes: { etag: '2' } });
    const late = await put('support', { telephone: '+43 512 2' }, GA, { 'if-match': '"1"' });
    expect([late.status, late.json['code'], late.reasons]).toEqual([400, 2055, ['STALE']]);
    expect((await put('support', { telephone: '+43 512 2', attributes: { etag: '1' } })).reasons).toEqual(['STALE']);
    expect((await put('support', { telephone: '+43 512 2' })).json).toMatchObject({ attributes: { etag: '3' } });
  });

  it('API-07: two who make the first version at once, or change the same one, do not overwrite each other', async () => {
    const first = { email: 'help@lagune.example', telephone: '+33 1 55501' };
    expect((await get('support', 'ga@lagune.example')).json).toMatchObject({ attributes: { etag: '0' } });
    for (const etag of ['0', '1']) {
      const both = await Promise.all(['2', '3'].map((digit) => put('support', { ...first, telephone: `${first.telephone}${etag}${digit}` }, 'ga@lagune.example', { 'if-match': `"${etag}"` })));
      expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
      expect(both.find(({ status }) => status === 400)?.reasons).toEqual(['STALE']);
    }
    expect(await story('support', 'ga@lagune.example')).toHaveLength(2);
  });

  it('take two changes of different fields at once one after the other', async () => {
    const given = [{ telephone: '+43 512 1' }, { website: 'https://help.alpenblick.example' }, { email: 'help@alpenblick.example' }];
    const all = await Promise.all(given.map((body) => put('support', body)));
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await get('support')).json).toMatchObject({ ...Object.assign({}, ...given), attributes: { etag: '4' } });
  });

  it('say nothing of an organisation that has told nothing but what is known of it', async () => {
    expect((await get('organization', 'ga@lagune.example')).json).toMatchObject({ companyName: 'Lagune Services SARL', defaultAddress: { country: 'FR' }, language: 'en', culture: 'en-FR', attributes: { etag: '0' } });
    expect((await get('legalbusiness', 'ga@lagune.example')).json).toMatchObject({ companyName: 'Lagune Services SARL', address: { country: 'FR' }, attributes: { etag: '0' } });
    const half = await put('legalbusiness', { website: 'https://lagune.example' }, 'ga@lagune.example');
    expect([half.status, faultsOf(half)]).toEqual([400, ['API-01 FIELD_INVALID companyName', 'API-01 FIELD_INVALID address', 'API-01 FIELD_INVALID primaryContact']]);
  });

  it('tell what was changed, once, by whom', async () => {
    await put('legalbusiness', { primaryContact, registrationNumber: '' });
    await put('legalbusiness', { primaryContact, registrationNumber: '' });
    const lines = await story('legalbusiness');
    expect(lines).toMatchObject([
      {
        ...{ type: 'identity.profile-changed', actor: { name: 'Katharina Huber', organisation: 'Alpenblick IT GmbH' }, data: { profile: 'legalbusiness' } },
        ...{ before: { primaryContact: { email: 'contact@alpenblick.example' }, registrationNumber: 'FN 100001 a' }, after: { primaryContact } },
      },
    ]);
    expect(lines[0]?.['after']).not.toHaveProperty('companyName');
    expect((await get('legalbusiness')).json).not.toHaveProperty('primaryContactVerifiedAt');
  });

  it('rename the organisation everywhere by the organization profile', async () => {
    expect((await put('organization', { companyName: ' Alpenblick Gruppe ' })).json).toMatchObject({ companyName: 'Alpenblick Gruppe', attributes: { etag: '2' } });
    // Whoever has just read is known for a moment, until the database has told of the change.
    const nameSeen = async (): Promise<unknown> => ((await as('ha@alpenblick.example', 'GET', '/v1/me')).json['organisation'] as { name: string }).name;
    while ((await nameSeen()) !== 'Alpenblick Gruppe') await new Promise((done) => setTimeout(done, 50));
    expect((await story('organization'))[0]).toMatchObject({ before: { companyName: 'Alpenblick IT GmbH' }, after: { companyName: 'Alpenblick Gruppe' } });
    expect((await get('legalbusiness')).json).toMatchObject({ companyName: 'Alpenblick IT GmbH' });
    await api.call('/v1/sandbox/reset', { method: 'POST' });
    expect((await get('organization')).json).toMatchObject({ companyName: 'Alpenblick IT GmbH', attributes: { etag: '1' } });
  });
});

describe('whose an MPN ID is', () => {
  it('MPN-03: is told of the own one without a number, and of any active one to partners', async () => {
    expect((await get('mpn')).json).toMatchObject({ mpnId: '6300001', partnerName: 'Alpenblick IT GmbH', profileType: 'MpnProfile', attributes: { objectType: 'MpnProfile' } });
    expect((await get('mpn?MpnId=6100001')).json).toMatchObject({ mpnId: '6100001', partnerName: 'Nordwind Distribution GmbH' });
    expect((await get('mpn', 'ga@lagune.example')).json).toMatchObject({ mpnId: '6320000' });
  });

  it('MPN-03: is unknown with code 3000 for a number that is none, closed, or not to be told', async () => {
    await api.database.em().execute("update mpn_location set status = 'inactive' where mpn_id = '6200010'");
    await api.database.em().execute("update mpn_location set status = 'inactive' where mpn_id = '6310001'");
    expect((await get('mpn', 'ga@prairie.example')).reasons).toEqual(['MPN_UNKNOWN']);
    const asked = [await get('mpn?mpnId=9999999'), await get('mpn?mpnId=6200010'), await get('mpn?mpnId=6100001', 'ga@hafen2.example'), await get('mpn?mpnId=6100001', 'ga@lagune.example'), await get('mpn', 'ga@hafen2.example')];
    for (const { status, json, reasons } of asked) expect([status, json['code'], reasons]).toEqual([404, 3000, ['MPN_UNKNOWN']]);
    expect((await get('mpn?mpnId=6320001', 'ga@lagune.example')).status).toBe(200);
  });
});

describe('the programs of an organisation', () => {
  it('SCR-07: are named with their state, since when, and who signed', async () => {
    expect((await get('programs')).list).toEqual([{ program: 'indirect_reseller', state: 'active', since: expect.stringMatching(/Z$/), agreementSigned: { date: expect.stringMatching(/Z$/), by: 'Katharina Huber' } }]);
    expect((await get('programs', 'ga@lagune.example')).list).toEqual([]);
    expect((await get('programs', 'ga@hafen2.example')).list).toMatchObject([{ program: 'customer', state: 'active' }]);
  });

  it('AGR-04: name who signed, not who took the signature over', async () => {
    await api.database.em().execute("update program_membership set agreement_signer = 'Paula Alm' where organisation_id = (select id from organisation where domain = 'fjord.example')");
    expect((await get('programs', 'ga@fjord.example')).list).toMatchObject([{ agreementSigned: { by: 'Paula Alm' } }]);
  });

  it('ORG-02: are several when the organisation holds several, also one that is suspended', async () => {
    await api.database.em().execute("insert into program_membership (id, organisation_id, program, state, path, since) values (gen_random_uuid(), '0d000000-0000-4000-8000-000000000001', 'indirect_reseller', 'suspended', 'transition', now())");
    const { list } = await get('programs', 'ba@keller.example');
    expect(list.map(({ program, state, agreementSigned }) => [program, state, agreementSigned !== undefined])).toEqual([
      ['direct_bill', 'active', true],
      ['indirect_reseller', 'suspended', false],
    ]);
  });
});
