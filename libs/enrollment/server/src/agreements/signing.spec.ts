import { AgreementSignature } from '@tandem/enrollment-domain';
import type { Program } from '@tandem/identity-domain';
import { newId } from '@tandem/platform-kernel';
import { within } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { company } from '@tandem/platform-testing';
import type { Company } from '@tandem/platform-testing';
import { standingWith } from './agreement-standing';
import { readSignature } from './agreement.view';
import { DEFAULT_AGREEMENT } from './default-agreement.data';
import { signaturesOf, signaturesUnder } from './list-agreements';
import { AgreementsStack } from './spec-parts/agreements-stack';
import type { Reply } from './spec-parts/agreements-stack';

const FIRST: string = DEFAULT_AGREEMENT.id;
const BRAZIL = ['BR'];

let stack: AgreementsStack;
let operator: Actor;

beforeAll(async () => {
  stack = await AgreementsStack.start();
  operator = (await company(stack.em(), { program: 'operator' })).withRoles('operator');
});
afterAll(() => stack.close());

/** A company of a country in which nobody else publishes, so that specs share the versions without meeting. */
const invent = (program: Program | null = null, country = 'DE', signed = false): Promise<Company> => company(stack.em(), { program, country, signed });
async function approved(country = 'DE'): Promise<Company> {
  const found = await invent(null, country);
  await stack.enroll(found);
  await stack.associate(found);
  return found;
}
const sign = (who: Actor | undefined, id = FIRST, body?: object): Promise<Reply> => stack.ask(who, 'POST', `/v1/agreements/${id}/signatures`, body ? { body } : {});
const standing = async (who: Actor): Promise<Record<string, unknown>> => (await stack.ask(who, 'GET', '/v1/agreements')).json.items[0] ?? {};
const first = (reply: Reply): unknown[] => [reply.status, reply.json.data[0]?.rule, reply.json.data[0]?.reason];
const publish = async (countries: readonly string[], text = `Text ${newId()}`, more: object = {}): Promise<Reply> =>
  stack.ask(operator, 'POST', '/v1/agreementtemplates', { body: { agreementType: 'PartnerAgreement', documents: { de: { title: 'Vertrag', text }, en: { title: 'Agreement', text } }, countries, ...more } });
const programsOf = (id: string): Promise<Record<string, unknown>[]> => stack.em().execute(`select program, state, path, version, agreement_signed_by is not null as signed from program_membership where organisation_id = ?`, [id]);

describe('signing the partner agreement', () => {
  it('ROL-03: is for a Global admin in person; nobody else even sees the document', async () => {
    const { withRoles, globalAdmin } = await approved();
    expect(first(await sign(withRoles('admin_agent')))).toEqual([403, 'ROL-01', 'ROLE_MISSING']);
    const { userId: _, ...client } = globalAdmin;
    expect(first(await sign({ ...client, clientId: 'app' }))).toEqual([403, 'API-05', 'USER_REQUIRED']);
    expect((await sign(undefined)).status).toBe(401);
    expect((await stack.ask(withRoles('admin_agent'), 'GET', `/v1/agreementtemplates/${FIRST}/document`)).status).toBe(403);
    expect((await stack.ask(withRoles('sales_agent'), 'GET', '/v1/agreements')).json.items).toHaveLength(1);
  });

  it('AGR-02: waits for the review', async () => {
    const found = await invent();
    await stack.associate(found);
    expect(first(await sign(found.globalAdmin))).toEqual([409, 'AGR-02', 'NOT_QUALIFIED']);
    await stack.enroll(found, { approved: false });
    expect(first(await sign(found.globalAdmin))).toEqual([409, 'AGR-02', 'NOT_QUALIFIED']);
    expect(await standing(found.globalAdmin)).toMatchObject({ templateId: FIRST, state: 'locked', lockedBy: 'NOT_QUALIFIED', awaited: false });
  });

  it('MPN-07: waits for an associated MPN ID', async () => {
    const found = await invent();
    await stack.enroll(found);
    expect(first(await sign(found.globalAdmin))).toEqual([409, 'MPN-07', 'MPN_REQUIRED']);
    expect(await standing(found.globalAdmin)).toMatchObject({ state: 'locked', lockedBy: 'MPN_REQUIRED', awaited: true });
    expect(await programsOf(found.organisation.id)).toEqual([]);
  });

  it('ORG-10: waits while the operator lets nothing new begin', async () => {
    const { globalAdmin } = await approved();
    expect(first(await sign({ ...globalAdmin, suspended: { reason: 'Unpaid.', since: '2026-01-01T00:00:00.000Z' } }))).toEqual([409, 'ORG-10', 'ACCOUNT_SUSPENDED']);
  });

  it('AGR-03: begins the program; the signature keeps version, hash, region, who and when', async () => {
    const { organisation, globalAdmin, withRoles } = await approved();
    expect(await standing(globalAdmin)).toMatchObject({ state: 'available', awaited: true });
    const { documents } = (await stack.ask(globalAdmin, 'GET', `/v1/agreementtemplates/${FIRST}`)).json;
    const { status, json } = await sign(globalAdmin, FIRST, { language: 'de', documentHash: documents.de.hash });
    expect([status, json]).toMatchObject([
      201,
      {
        ...{ accountId: organisation.id, agreementId: FIRST, agreementType: 'PartnerAgreement', versionRank: 1, language: 'de', documentHash: documents.de.hash, region: 'europe', superseded: false },
        ...{ dateSigned: stack.clock.now().toISOString(), signedBy: { id: globalAdmin.userId, name: 'Greta Ahrens', email: globalAdmin.email }, source: 'signed' },
      },
    ]);
    expect(await programsOf(organisation.id)).toMatchObject([{ program: 'indirect_reseller', state: 'active', path: 'application', signed: true }]);
    expect(await stack.em().execute('select role from role_assignment where user_id = ?', [globalAdmin.userId])).toContainEqual({ role: 'admin_agent' });
    const [kept] = await stack.em().execute<{ ip: string }[]>('select ip from agreement_signature where id = ?', [json.id]);
    expect(kept?.ip).toBe('127.0.0.1');
    expect(await standing(globalAdmin)).toMatchObject({ state: 'accepted', awaited: false, signature: { versionRank: 1, name: 'Greta Ahrens' } });
    // AGR-04: who may not sign can still see that it is signed.
    expect((await stack.ask(withRoles('sales_agent'), 'GET', `/v1/agreements/${FIRST}/signatures`)).json.items).toMatchObject([{ id: json.id }]);
    const told = await stack.em().execute<{ type: string; text: string }[]>(`select type, event::text as text from event where organisation_id = ? order by type`, [organisation.id]);
    expect(told.map(({ type }) => type)).toEqual(['agreement.signed', 'enrollment.activated']);
    expect(told.map(({ text }) => text).join()).not.toContain('127.0.0.1');
    expect((await stack.ask(globalAdmin, 'GET', `/v1/agreementsignatures/${json.id}/timeline`)).json.items.map(({ type }) => type)).toEqual(['agreement.signed']);
  });

  it('AGR-05: is done once; whoever signs again gets the signature that stands', async () => {
    const found = await approved();
    const colleague = { ...found.globalAdmin, userId: newId(), name: 'Second Admin' };
    const replies = await Promise.all([sign(found.globalAdmin), sign(colleague)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 201]);
    expect(new Set(replies.map(({ json }) => json.id)).size).toBe(1);
    const again = await sign(colleague);
    expect([again.status, again.json['signedBy']]).toEqual([200, replies[0]?.json['signedBy']]);
    expect(await stack.em().execute('select id from agreement_signature where organisation_id = ?', [found.organisation.id])).toHaveLength(1);
  });

  it('AGR-10: is refused for another document than the one that counts', async () => {
    const { globalAdmin, organisation } = await approved();
    expect(first(await sign(globalAdmin, FIRST, { language: 'en', documentHash: '0'.repeat(64) }))).toEqual([400, 'AGR-10', 'AGREEMENT_CHANGED']);
    expect([first(await sign(globalAdmin, newId()))[0], await programsOf(organisation.id)]).toEqual([404, []]);
  });

  it('AGR-10: can neither be changed nor removed, nor can a version, by anything that the application does', async () => {
    const { globalAdmin, organisation } = await approved();
    const { id } = (await sign(globalAdmin)).json;
    for (const act of ['update agreement_signature set signer_name = signer_name', 'delete from agreement_signature', 'update agreement_template set documents = documents', 'delete from agreement_template'])
      await expect(stack.em().execute(act)).rejects.toThrow(/permission denied/);
    const em = stack.em();
    const signature = await within(organisation.id, () => em.findOneOrFail(AgreementSignature, { id }));
    signature.signerName = 'Somebody Else';
    await expect(within(organisation.id, () => em.flush())).rejects.toThrow(/permission denied/);
    expect((await stack.ask(globalAdmin, 'DELETE', `/v1/agreementsignatures/${id}`)).status).toBeGreaterThanOrEqual(404);
  });

  it('SEC-01: hides signatures from others', async () => {
    const { globalAdmin } = await approved();
    const { id } = (await sign(globalAdmin)).json;
    const other = (await invent('indirect_reseller', 'DE', true)).globalAdmin;
    for (const path of [`/v1/agreementsignatures/${id}`, `/v1/agreementsignatures/${id}/timeline`]) expect([(await stack.ask(other, 'GET', path)).status, (await stack.ask(globalAdmin, 'GET', path)).status]).toEqual([404, 200]);
    expect((await stack.ask(other, 'GET', `/v1/agreements/${FIRST}/signatures`)).json.items).toEqual([]);
    // The statements say whose rows they want, also where no wall stands behind them.
    const em = stack.em();
    await expect(readSignature(em, other.organisationId, id)).rejects.toThrow('NOT_FOUND');
    const now = stack.clock.now();
    expect([(await signaturesUnder(em, other, FIRST, now)).items, (await signaturesOf(em, other, { params: undefined, query: {}, body: undefined }, now)).items, (await standingWith(em, other.organisationId, 'PartnerAgreement')).newest]).toEqual([[], [], undefined]);
    // Partner agreements are no matter of customers.
    const customer = (await invent('customer')).globalAdmin;
    expect([(await stack.ask(customer, 'GET', '/v1/agreements')).json.items, (await sign(customer)).status]).toEqual([[], 404]);
  });

  it('SM-1b: begins the reseller program of a direct-bill partner, also when the version was signed before', async () => {
    const found = await invent('direct_bill', 'DE', true);
    await stack.enroll(found, { path: 'transition' });
    expect((await sign(found.globalAdmin)).status).toBe(201);
    expect((await programsOf(found.organisation.id)).map(({ program, path }) => [program, path])).toEqual([['direct_bill', 'operator'], ['indirect_reseller', 'transition']]);
  });
});

describe('a newer version', () => {
  it('SM-4: asks for another signature and changes nothing of what runs', async () => {
    const found = await approved('BR');
    const before = (await sign(found.globalAdmin)).json.id;
    const [membership] = await programsOf(found.organisation.id);
    const second = (await publish(BRAZIL)).json.id;
    expect(await standing(found.globalAdmin)).toMatchObject({ templateId: second, state: 'superseded', awaited: true, signature: { id: before } });
    expect(first(await sign(found.globalAdmin))).toEqual([409, 'SM-4', 'AGREEMENT_SUPERSEDED']);
    const { status, json } = await sign(found.globalAdmin, second);
    expect([status, json['versionRank']]).toEqual([201, (await standing(found.globalAdmin))['versionRank']]);
    // Not even its row was written to.
    expect(await programsOf(found.organisation.id)).toEqual([membership]);
    const all = (await stack.ask(found.globalAdmin, 'GET', '/v1/agreementsignatures')).json.items;
    expect(all.map(({ id, superseded }) => [id, superseded])).toEqual([[json.id, false], [before, true]]);
    const page = await stack.ask(found.globalAdmin, 'GET', '/v1/agreementsignatures?size=1');
    const next = await stack.ask(found.globalAdmin, 'GET', '/v1/agreementsignatures?seekOperation=Next', { headers: { 'MS-ContinuationToken': page.json.continuationToken ?? '' } });
    expect(next.json.items.map(({ id }) => id)).toEqual([before]);
  });

  it('SM-4: cannot be signed before its day, nor elsewhere', async () => {
    const japanese = await approved('JP');
    const effectiveFrom = new Date(stack.clock.now().getTime() + 86_400_000).toISOString();
    const later = (await publish(['JP'], 'Later.', { effectiveFrom })).json.id;
    expect(first(await sign(japanese.globalAdmin, later))).toEqual([409, 'SM-4', 'AGREEMENT_NOT_EFFECTIVE']);
    expect(await standing(japanese.globalAdmin)).toMatchObject({ templateId: FIRST });
    expect((await sign((await approved('KR')).globalAdmin, later)).status).toBe(404);
  });
});
