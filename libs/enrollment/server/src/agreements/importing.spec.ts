import type { Program } from '@tandem/identity-domain';
import { newId } from '@tandem/platform-kernel';
import type { Actor } from '@tandem/platform-server';
import { company } from '@tandem/platform-testing';
import type { Company } from '@tandem/platform-testing';
import { DEFAULT_AGREEMENT } from './default-agreement.data';
import { AgreementsStack } from './spec-parts/agreements-stack';
import type { Reply } from './spec-parts/agreements-stack';

const FIRST: string = DEFAULT_AGREEMENT.id;

let stack: AgreementsStack;
let operator: Actor;

beforeAll(async () => {
  stack = await AgreementsStack.start();
  operator = (await company(stack.em(), { program: 'operator' })).withRoles('operator');
});
afterAll(() => stack.close());

const invent = (program: Program | null = null, { country = 'DE', signed = false } = {}): Promise<Company> => company(stack.em(), { program, country, signed });
async function approved(country = 'DE'): Promise<Company> {
  const found = await invent(null, { country });
  await stack.enroll(found);
  await stack.associate(found);
  return found;
}
const row = (who: Company, more: object = {}): object => ({ partner: who.organisation.domain, signedAt: '2024-05-31', signerName: 'Paula Blanc', evidence: 'Contract 2024/17', ...more });
const ask = (signatures: readonly object[], more: object = {}, who: Actor = operator): Promise<Reply> => stack.ask(who, 'POST', '/v1/agreementsignatures/imports', { body: { signatures, ...more } });
const take = async (signatures: readonly object[], more: object = {}): Promise<unknown[][]> => (await ask(signatures, more)).json.items.map((one) => [one['result'], ...(one['reason'] === undefined ? [] : [one['reason']])]);
const standing = async (who: Company): Promise<Record<string, unknown>> => (await stack.ask(who.globalAdmin, 'GET', '/v1/agreements')).json.items[0] ?? {};
const kept = (who: Company): Promise<Record<string, unknown>[]> => stack.em().execute('select * from agreement_signature where organisation_id = ? order by version_rank', [who.organisation.id]);
const programsOf = (who: Company): Promise<Record<string, unknown>[]> => stack.em().execute('select program, state, path, version, agreement_signed_at as at, agreement_signed_by as by, agreement_signer as signer from program_membership where organisation_id = ?', [who.organisation.id]);
const told = async (who: Company): Promise<string[]> => (await stack.em().execute<{ type: string }[]>('select type from event where visible_to @> array[?::uuid] order by type', [who.organisation.id])).map(({ type }) => type);
const publish = async (country: string, more: object = {}): Promise<number> => {
  const text = `Text ${newId()}`;
  return Number((await stack.ask(operator, 'POST', '/v1/agreementtemplates', { body: { agreementType: 'PartnerAgreement', documents: { de: { title: 'Vertrag', text }, en: { title: 'Agreement', text } }, countries: [country], ...more } })).json['versionRank']);
};

describe('importing signatures', () => {
  it('SCR-31: is for operators in person', async () => {
    const found = await approved();
    expect((await ask([row(found)], {}, found.globalAdmin)).status).toBe(403);
    const { userId: _, ...client } = operator;
    const reply = await ask([row(found)], {}, { ...client, clientId: 'app' });
    expect([reply.status, reply.json.data[0]?.reason]).toEqual([403, 'USER_REQUIRED']);
    expect(await kept(found)).toEqual([]);
  });

  it('AGR-10: needs evidence, a name, and a day that has come; a row that lacks them stops no other', async () => {
    const found = await approved();
    const tomorrow = new Date(stack.clock.now().getTime() + 86_400_000).toISOString();
    const wrong = [{ evidence: ' ' }, { signerName: '' }, { signedAt: '31.05.2024' }, { signedAt: '2024-02-30' }, { signedAt: tomorrow }, { signedAt: tomorrow.slice(0, 10) }, { signerEmail: 'paula at home' }];
    const results = await Promise.all(wrong.map((one) => take([row(found, one)])));
    expect(results.flat()).toEqual(
      ['SIGNATURE_EVIDENCE_MISSING', 'SIGNER_MISSING', 'SIGNED_DAY_UNCLEAR', 'SIGNED_DAY_UNCLEAR', 'SIGNED_IN_FUTURE', 'SIGNED_IN_FUTURE', 'SIGNER_EMAIL_INVALID'].map((reason) => ['refused', reason]),
    );
    expect(await kept(found)).toEqual([]);
    const other = await approved();
    expect(await take([row(found, { evidence: '' }), row(other)])).toEqual([['refused', 'SIGNATURE_EVIDENCE_MISSING'], ['imported']]);
    expect((await ask([row(found, { evidence: '' })])).json.items[0]).toMatchObject({ fix: expect.stringContaining('contract number') });
  });

  it('AGR-02: waits for the review, MPN-07: and for an associated MPN ID', async () => {
    const nobody = await invent();
    const queued = await invent();
    await stack.enroll(queued, { approved: false });
    await stack.associate(queued);
    const unassociated = await invent();
    await stack.enroll(unassociated);
    const rows = [row(nobody), row(queued), row(unassociated), row(await invent('indirect_provider', { signed: true })), { ...row(nobody), partner: 'nobody.example' }];
    expect(await take(rows)).toEqual([...['NOT_QUALIFIED', 'NOT_QUALIFIED', 'MPN_REQUIRED', 'NOT_QUALIFIED', 'NOT_FOUND'].map((reason) => ['refused', reason])]);
    expect([await kept(nobody), await kept(unassociated), await programsOf(unassociated)]).toEqual([[], [], []]);
  });

  it('ORG-10: waits while the operator lets nothing new begin', async () => {
    const found = await invent('indirect_reseller');
    await stack.em().execute(`update program_membership set state = 'suspended', suspension_reason = 'Unpaid.', suspended_since = now() where organisation_id = ?`, [found.organisation.id]);
    expect(await take([row(found)])).toEqual([['refused', 'ACCOUNT_SUSPENDED']]);
  });

  it('SM-4: names a version that there is, for the country, from its day on', async () => {
    const found = await approved('CL');
    const elsewhere = await publish('NO');
    const later = await publish('CL', { effectiveFrom: new Date(stack.clock.now().getTime() + 86_400_000).toISOString() });
    expect(await take([row(found, { versionRank: 9_999 }), row(found, { versionRank: elsewhere }), row(found, { versionRank: later })])).toEqual([
      ['refused', 'AGREEMENT_VERSION_UNKNOWN'], ['refused', 'AGREEMENT_ELSEWHERE'], ['refused', 'AGREEMENT_NOT_EFFECTIVE'],
    ]);
    const newer = await publish('CL');
    // A program does not begin with a version that was replaced.
    expect(await take([row(found, { versionRank: 1 })])).toEqual([['refused', 'AGREEMENT_SUPERSEDED']]);
    expect(await take([row(found)])).toEqual([['imported']]);
    expect((await kept(found)).map((one) => one['version_rank'])).toEqual([newer]);
  });

  it('AGR-03: begins the program of an approved company; everybody sees it signed by whoever did, and nobody is mailed', async () => {
    const found = await approved();
    const { json } = await ask([row(found, { partner: found.mpnId, signerEmail: 'Paula@Blanc.example', language: 'DE' })]);
    expect(json.items).toEqual([{ partner: found.mpnId, result: 'imported', organisation: { id: found.organisation.id, name: found.organisation.name } }]);
    const [signature] = (await stack.ask(found.globalAdmin, 'GET', '/v1/agreementsignatures')).json.items;
    expect(signature).toMatchObject({
      ...{ accountId: found.organisation.id, agreementId: FIRST, versionRank: 1, language: 'de', region: 'europe', dateSigned: '2024-05-31T12:00:00.000Z', superseded: false },
      ...{ signedBy: { name: 'Paula Blanc', email: 'paula@blanc.example' }, source: 'imported', evidence: 'Contract 2024/17' },
    });
    expect((await kept(found))[0]).toMatchObject({ signed_by: null, ip: null });
    expect(await standing(found)).toMatchObject({ state: 'accepted', awaited: false, signature: { dateSigned: '2024-05-31T12:00:00.000Z', name: 'Paula Blanc' } });
    expect(await programsOf(found)).toMatchObject([{ program: 'indirect_reseller', state: 'active', path: 'application', at: '2024-05-31 12:00:00+00', by: operator.userId, signer: 'Paula Blanc' }]);
    const provider = await invent('indirect_provider', { signed: true });
    expect((await stack.ask(provider.globalAdmin, 'GET', `/v1/compliance/csp/agreementstatus?mpnId=${found.mpnId}`)).json).toEqual({ isAgreementSigned: true });
    expect(await told(found)).toEqual(['agreement.imported', 'enrollment.activated']);
    const story = (await stack.ask(found.globalAdmin, 'GET', `/v1/agreementsignatures/${signature?.id}/timeline`)).json.items;
    expect(story).toMatchObject([{ type: 'agreement.imported', actor: { name: 'Greta Ahrens' } }]);
    expect(await stack.em().execute('select 1 from delivery')).toEqual([]);
    const heard = await stack.em().execute<{ name: string }[]>(`select j.name from job j join event e on e.id::text = j.payload ->> 'eventId' where e.data ->> 'signatureId' = ?`, [signature?.id]);
    expect(heard.map(({ name }) => name)).toContain('webhooks.announce-agreement-signed');
  });

  it('AGR-05: only adds the signature of whoever is a reseller already; nothing that runs is touched', async () => {
    const found = await invent('indirect_reseller', { country: 'PE', signed: true });
    const before = await programsOf(found);
    await publish('PE');
    expect(await take([row(found, { versionRank: 1 })])).toEqual([['imported']]);
    expect([await programsOf(found), await told(found)]).toEqual([before, ['agreement.imported']]);
    expect(await standing(found)).toMatchObject({ state: 'superseded', signature: { versionRank: 1 } });
  });

  it('AGR-07: a reseller that held its program without a signature is signed from then on', async () => {
    const found = await invent('indirect_reseller');
    const provider = (await invent('indirect_provider', { signed: true })).globalAdmin;
    const status = (): Promise<Reply> => stack.ask(provider, 'GET', `/v1/compliance/csp/agreementstatus?tenantId=${found.organisation.id}`);
    expect((await status()).json.code).toBe(2206);
    expect(await take([row(found)])).toEqual([['imported']]);
    expect((await status()).json).toEqual({ isAgreementSigned: true });
    expect(await programsOf(found)).toMatchObject([{ signer: 'Paula Blanc', by: operator.userId }]);
  });

  it('AGR-10: a second time changes nothing, whatever the file says then', async () => {
    const found = await approved();
    expect(await take([row(found), row(found, { versionRank: 1, signerName: 'Other' })])).toEqual([['imported'], ['repeated']]);
    const [first] = await kept(found);
    expect(await take([row(found, { signerName: 'Other', evidence: 'Other' })])).toEqual([['unchanged']]);
    expect(await kept(found)).toEqual([first]);
    const byHand = await approved();
    await stack.ask(byHand.globalAdmin, 'POST', `/v1/agreements/${FIRST}/signatures`);
    expect(await take([row(byHand)])).toEqual([['unchanged']]);
  });

  it('AGR-10: a rehearsal says what would become of each and keeps nothing', async () => {
    const [one, two] = [await approved(), await invent()];
    expect(await take([row(one), row(one), row(two)], { dryRun: true })).toEqual([['imported'], ['repeated'], ['refused', 'NOT_QUALIFIED']]);
    expect([await kept(one), await programsOf(one), await told(one)]).toEqual([[], [], []]);
    expect(await standing(one)).toMatchObject({ state: 'available' });
  });

  it('AGR-05: whoever signs at the same moment, and whoever imports, make one signature', async () => {
    const found = await approved();
    const [signed] = await Promise.all([stack.ask(found.globalAdmin, 'POST', `/v1/agreements/${FIRST}/signatures`), ask([row(found)]), ask([row(found)])]);
    expect([200, 201]).toContain(signed.status);
    expect([(await kept(found)).length, (await programsOf(found)).length]).toEqual([1, 1]);
  });
});
