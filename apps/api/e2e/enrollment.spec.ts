import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, eventually, Inbox } from '../../../tools/services/client.ts';
import type { Answer, Mail } from '../../../tools/services/client.ts';
import { startStack } from '../../../tools/services/stack.ts';
import { Visitor } from './visitor';

const PASSWORD = 'three words in a row';
const KELLER = '0d000000-0000-4000-8000-000000000001';

interface Enrollment {
  readonly id: string;
  readonly state: string;
  readonly stuck: boolean;
  readonly expectedUntil?: string;
  readonly checks: { id: string; result: string; reason?: string }[];
}

const seen = ({ body }: Answer): Enrollment => body as unknown as Enrollment;
const reasons = ({ status, body }: Answer): unknown[] => [status, ...(body.data ?? []).map(({ reason }) => reason)];
/** What a list holds; some answer a bare one. */
const itemsOf = ({ body }: Answer): Record<string, unknown>[] => ('items' in body ? body['items'] : JSON.parse(String(body['text']))) as Record<string, unknown>[];
const rolesOf = ({ body }: Answer): unknown[] => body['roles'] as unknown[];
const linkIn = ({ text }: Mail, path: string): string => new RegExp(`(/${path}/\\S+)`).exec(text)?.[1] ?? '';

describe('from an unknown company to a signed reseller', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tandem-journey-'));
  let stack: Awaited<ReturnType<typeof startStack>>;
  let nobody: Client;
  let operator: Client;
  let inbox: Inbox;

  beforeAll(async () => {
    stack = await startStack({ dir, ports: 'free', workers: 2, env: { SANDBOX: 'true' }, mail: 'maildev' });
    nobody = new Client(stack.url);
    operator = await nobody.as('op1@ops.example');
    inbox = new Inbox(stack.mailUrl);
  }, 120_000);
  afterAll(async () => {
    await stack.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const settle = (client: Client, id: string, state: string): Promise<Enrollment> => eventually(async () => seen(await client.call('GET', `/v1/enrollments/${id}`)), (one) => one.state === state, `the enrollment is ${state}`);
  const mailsTo = async (address: string): Promise<string[]> => (await inbox.all()).filter(({ to }) => to.some((one) => one.address === address)).map(({ subject }) => subject);
  const clock = async (body: object): Promise<void> => void (await operator.call('PUT', '/v1/sandbox/clock', body));
  /** Makes a work account as somebody in a browser does, and gives the person's own access to the API. */
  const workAccount = async (domain: string, language: 'de' | 'en', companyName: string): Promise<Client> => {
    const email = `lea@${domain}`;
    const visitor = new Visitor(stack.url);
    const sent = await visitor.open(`/enroll/account?lang=${language}`, { companyName, country: 'FR', firstName: 'Léa', lastName: 'Martin', email });
    expect(sent.status).toBe(200);
    await visitor.open(linkIn(await inbox.newest(email), 'join'), { password: PASSWORD, repeat: PASSWORD });
    expect((await visitor.signIn(email, PASSWORD)).headers.get('location')).toBe('/');
    return nobody.as(email);
  };
  const form = (domain: string, companyName: string, contact: string) => ({
    legalBusinessProfile: { companyName, address: { addressLine1: '5 rue de la Paix', city: 'Lyon', postalCode: '69001' }, primaryContact: { firstName: 'Paul', lastName: 'Blanc', email: contact, phoneNumber: '+33 123456789' } },
    supportProfile: { email: `help@${domain}`, telephone: '+33 123456789' },
  });
  const begin = async (client: Client): Promise<Enrollment> => seen(await client.call('POST', '/v1/enrollments', { programType: 'indirect_reseller' }));
  const confirm = async (address: string, language: 'de' | 'en'): Promise<string> => {
    const path = linkIn(await inbox.newest(address), 'verify');
    const page = await (await new Visitor(stack.url).open(`${path}?lang=${language}`)).text();
    const done = await (await new Visitor(stack.url).open(`${path}?lang=${language}`, {})).text();
    return page + done;
  };

  it('E2E-01, ROL-04: a newcomer makes a work account, its contact confirms, it is approved within seconds, signs, and is a reseller at once', async () => {
    const companyName = 'Boréal Services SARL';
    const lea = await workAccount('boreal.example', 'de', companyName);
    const { id } = await begin(lea);
    const path = `/v1/enrollments/${id}`;
    await lea.call('PATCH', path, form('boreal.example', companyName, 'lea@gmail.com'));
    expect(reasons(await lea.call('POST', `${path}/submit`, {}))).toEqual([400, 'WEBMAIL_NOT_ALLOWED']);
    await lea.call('PATCH', path, { legalBusinessProfile: { primaryContact: { email: 'paul@boreal.example' } } });
    expect(seen(await lea.call('POST', `${path}/submit`, {})).state).toBe('contact_pending');

    const asked = await inbox.newest('paul@boreal.example');
    expect([asked.subject, asked.text.includes('Mit der Bestätigung sagen Sie')]).toEqual([`Bitte bestätigen: ${companyName} hat sich als Wiederverkäufer angemeldet`, true]);
    await clock({ advanceBy: 'P3D' });
    expect(seen(await lea.call('GET', path)).state).toBe('contact_pending');
    const pages = await confirm('paul@boreal.example', 'de');
    for (const part of ['Anmeldung bestätigen', 'Léa Martin', 'Vielen Dank, das ist bestätigt']) expect(pages).toContain(part);
    await settle(lea, id, 'qualified');
    expect((await inbox.newest('paul@boreal.example', ({ subject }) => subject.startsWith('Genehmigt'))).text).toContain('nimmt ihn an');
    expect(await mailsTo('paul@boreal.example')).toHaveLength(2);
    expect(await mailsTo('lea@boreal.example')).toHaveLength(1);
    expect((await lea.call('GET', '/v1/profiles/legalbusiness')).body).toMatchObject({ companyName, vettingStatus: 'authorized', vettingSubStatus: 'none' });

    const [agreement] = itemsOf(await lea.call('GET', '/v1/agreements'));
    const signing = `/v1/agreements/${agreement?.['templateId']}/signatures`;
    expect(agreement).toMatchObject({ agreementType: 'PartnerAgreement', state: 'locked', lockedBy: 'MPN_REQUIRED' });
    expect(reasons(await lea.call('POST', signing))).toEqual([409, 'MPN_REQUIRED']);
    const associate = (mpnId: unknown, client = lea): Promise<Answer> => client.call('POST', '/v1/mpnassociations', { mpnId });
    // A company with a global account and a location abroad.
    const lagune = await nobody.as('ga@lagune.example');
    expect(reasons(await associate('6320000', lagune))).toEqual([400, 'MPN_NOT_LOCATION']);
    expect(reasons(await associate('6320002', lagune))).toEqual([400, 'MPN_COUNTRY_MISMATCH']);
    expect(reasons(await associate('6320001'))).toEqual([400, 'MPN_NOT_FOUND']);
    const lyon = { name: 'Boréal Lyon', address: { addressLine1: '5 rue de la Paix', city: 'Lyon', postalCode: '69001' }, contact: { firstName: 'Paul', lastName: 'Blanc', email: 'lyon@boreal.example', phoneNumber: '0472000000' } };
    const added = await lea.call('POST', '/v1/mpnlocations', lyon);
    expect([added.status, (await associate(added.body['mpnId'])).status]).toEqual([201, 201]);
    const links = (await lea.call('GET', `/v1/agreementtemplates/${agreement?.['templateId']}/document?language=de`)).body as unknown as { downloadUri: string };
    const file = await fetch(links.downloadUri);
    expect([file.headers.get('content-type'), (await file.text()).slice(0, 5)]).toEqual(['application/pdf', '%PDF-']);

    const signed = await lea.call('POST', signing, { language: 'de' });
    expect([signed.status, signed.body]).toMatchObject([201, { signedBy: { name: 'Léa Martin' }, versionRank: 1, region: 'europe' }]);
    expect(seen(await lea.call('GET', path)).state).toBe('active');
    expect((await eventually(async () => (await lea.call('GET', '/v1/me')).body, (body) => (body['programs'] as unknown[]).length > 0, 'the token knows the program without a new sign-in'))['programs']).toEqual(['indirect_reseller']);
    expect(rolesOf(await lea.call('GET', '/v1/me'))).toContainEqual({ role: 'admin_agent' });
    expect((await lea.call('GET', '/v1/indirectproviders')).status).toBe(200);
    expect(await mailsTo('lea@boreal.example')).toHaveLength(1);
    expect(await mailsTo('paul@boreal.example')).toHaveLength(2);
  });

  it('E2E-02: an unclear one waits for a person, is late to the second, rejected with a reason, put right and approved', async () => {
    const companyName = 'Lumière Conseil SARL';
    const lea = await workAccount('lumiere.example', 'en', companyName);
    const { id } = await begin(lea);
    const path = `/v1/enrollments/${id}`;
    await lea.call('PATCH', path, form('lumiere.example', companyName, 'paul@elsewhere.example'));
    await lea.call('POST', `${path}/submit`, {});
    expect(reasons(await operator.call('POST', `${path}/decisions`, { decision: 'approve' }))).toEqual([409, 'CONTACT_NOT_CONFIRMED']);
    await confirm('paul@elsewhere.example', 'en');
    const waiting = await eventually(async () => seen(await lea.call('GET', path)), ({ checks }) => checks.length > 0, 'the checks have run');
    expect([waiting.state, waiting.checks.filter(({ result }) => result !== 'pass').map(({ id: check }) => check)]).toEqual(['in_review', ['company_domain']]);
    await inbox.newest('paul@elsewhere.example', ({ subject }) => subject === `In review: ${companyName}`);

    const until = new Date(waiting.expectedUntil ?? '');
    await clock({ now: new Date(until.getTime() - 1000).toISOString() });
    expect(seen(await lea.call('GET', path)).stuck).toBe(false);
    await clock({ now: until.toISOString() });
    await inbox.newest('paul@elsewhere.example', ({ subject }) => subject === `Later than promised: ${companyName}`);
    expect(seen(await lea.call('GET', path)).stuck).toBe(true);
    const late = (await operator.call('GET', '/v1/enrollments?due=overdue')).body['items'] as { id: string }[];
    expect(late.map((one) => one.id)).toEqual([id]);

    expect(reasons(await operator.call('POST', `${path}/decisions`, { decision: 'reject' }))).toEqual([400, 'DECISION_REASON_REQUIRED']);
    await operator.call('POST', `${path}/decisions`, { decision: 'reject', reason: 'We could not see that Paul works for you.', checks: [{ id: 'company_domain', reason: 'Name a contact at your own domain.' }] });
    const rejected = await inbox.newest('paul@elsewhere.example', ({ subject }) => subject === `Not approved: ${companyName}`);
    for (const part of ['We could not see that Paul works for you.', 'Name a contact at your own domain.']) expect(rejected.text).toContain(part);
    await lea.call('PATCH', path, { legalBusinessProfile: { primaryContact: { email: 'paul@lumiere.example' } } });
    expect(seen(await lea.call('POST', `${path}/submit`, {})).state).toBe('contact_pending');
    await confirm('paul@lumiere.example', 'en');
    expect((await settle(lea, id, 'qualified')).stuck).toBe(false);
    await inbox.newest('paul@lumiere.example', ({ subject }) => subject === `Approved: ${companyName}`);
    expect((await mailsTo('paul@elsewhere.example')).filter((subject) => subject.startsWith('Later'))).toHaveLength(1);
    const timeline = (await operator.call('GET', `${path}/timeline`)).body['items'] as { type: string }[];
    expect(timeline.map(({ type }) => type)).toEqual(expect.arrayContaining(['enrollment.stuck', 'enrollment.rejected', 'enrollment.corrected', 'enrollment.approved', 'delivery.sent']));
  });

  it('E2E-03, TRN-06, ORG-04: a marked direct-bill partner becomes a reseller on its own tenant, for good', async () => {
    const kai = await nobody.as('ga@keller.example');
    expect(reasons(await kai.call('POST', '/v1/enrollments', { programType: 'indirect_reseller' }))).toEqual([403, 'NOT_ELIGIBLE']);
    await operator.call('PUT', `/v1/partners/${KELLER}/offboarding`, { identified: true, reason: 'Moves to two-tier distribution' });
    expect(reasons(await (await nobody.as('aa@keller.example')).call('POST', '/v1/enrollments', { programType: 'indirect_reseller' }))).toEqual([403, 'ROLE_MISSING']);
    const begun = await kai.call('POST', '/v1/enrollments', { programType: 'indirect_reseller' });
    expect(begun.body).toMatchObject({ path: 'transition', state: 'draft', issues: [], mpnId: '6200002', legalBusinessProfile: { companyName: 'Keller Direkt KG', primaryContact: { email: 'contact@keller.example' } } });
    const { id } = seen(begun);
    expect(reasons(await kai.call('POST', `/v1/enrollments/${id}/submit`, {}))).toEqual([400, 'ACKNOWLEDGEMENT_REQUIRED']);
    expect(seen(await kai.call('POST', `/v1/enrollments/${id}/submit`, { acknowledgedIrreversible: true })).state).toBe('in_review');
    await settle(kai, id, 'qualified');
    await inbox.newest('contact@keller.example', ({ subject }) => subject === 'Genehmigt: Keller Direkt KG');
    expect(reasons(await operator.call('PUT', `/v1/partners/${KELLER}/offboarding`, { identified: false }))).toEqual([409, 'TRANSITION_SUBMITTED']);

    const [agreement] = itemsOf(await kai.call('GET', '/v1/agreements'));
    expect((await kai.call('POST', `/v1/agreements/${agreement?.['templateId']}/signatures`)).status).toBe(201);
    expect(itemsOf(await kai.call('GET', '/v1/profiles/programs'))).toMatchObject([{ program: 'direct_bill', state: 'active' }, { program: 'indirect_reseller', state: 'active' }]);
    for (const somebody of [kai, operator]) expect(reasons(await somebody.call('DELETE', `/v1/enrollments/${id}`))).toEqual([409, 'NO_ROLLBACK']);
  });
});
