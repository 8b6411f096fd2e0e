import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Client, eventually, Inbox } from '../../../tools/services/client.ts';
import type { Answer } from '../../../tools/services/client.ts';
import { freePort } from '../../../tools/services/ports.ts';
import { startStack } from '../../../tools/services/stack.ts';

const KELLER = '0d000000-0000-4000-8000-000000000001';
const DAY = 86_400_000;
/** The sweep of a sandbox runs every second: after this, whatever it was to do is done. */
const SWEPT_MS = 3500;
const PROFILES = { payout: { accountHolder: 'Keller Direkt KG', iban: 'DE89 3704 0044 0532 0130 00' }, tax: { taxId: 'DE 123456789', country: 'DE' } };

interface Incentive {
  readonly id: string;
  readonly program: string;
  readonly state: string;
  readonly startedAt: string;
  readonly blocked?: string;
  readonly overdue: boolean;
  readonly mpnId?: string;
}

const seen = ({ body }: Answer): Incentive => body as unknown as Incentive;
const itemsOf = ({ body }: Answer): Incentive[] => ('items' in body ? body['items'] : JSON.parse(String(body['text']))) as Incentive[];
const reasons = ({ status, body }: Answer): unknown[] => [status, ...(body.data ?? []).map(({ reason }) => reason)];

describe('from the program to the incentive', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tandem-incentive-'));
  let stack: Awaited<ReturnType<typeof startStack>>;
  let second: ChildProcess;
  /** Two apis take turns, as behind a balancer. */
  let [nobody, beside]: Client[] = [];
  let [operator, kai]: Client[] = [];
  let inbox: Inbox;

  beforeAll(async () => {
    stack = await startStack({ dir, ports: 'free', workers: 3, env: { SANDBOX: 'true', INCENTIVE_INVITE_DELAY_DAYS: '10' }, mail: 'maildev' });
    const port = await freePort();
    second = spawn(process.execPath, ['--enable-source-maps', 'dist/apps/api/main.js'], { env: { ...process.env, ...stack.env, PORT: String(port) }, stdio: 'ignore' });
    const url = `http://127.0.0.1:${port}`;
    await eventually(() => fetch(`${url}/health/ready`).then(({ ok }) => ok, () => false), (ready) => ready, 'the second api is ready');
    [nobody, beside] = [new Client(stack.url), new Client(url)];
    [operator, kai] = [await nobody.as('op1@ops.example'), await beside.as('ga@keller.example')];
    inbox = new Inbox(stack.mailUrl);
  }, 120_000);
  afterAll(async () => {
    second.kill();
    await stack.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const call = (who: Client | undefined, ...given: Parameters<Client['call']>): Promise<Answer> => (who ?? new Client(stack.url)).call(...given);
  const clock = async (at: Date): Promise<void> => void (await call(operator, 'PUT', '/v1/sandbox/clock', { now: at.toISOString() }));
  const mailsTo = async (address: string): Promise<string[]> => (await inbox.all()).filter(({ to }) => to.some((one) => one.address === address)).map(({ subject }) => subject);
  /** Incentive mails to anybody but some, who were written to before. */
  const incentiveMails = async (): Promise<string[]> =>
    (await inbox.all()).filter(({ subject }) => /Incentive|incentive|Anreiz/.test(subject)).map(({ to, subject }) => `${to.map(({ address }) => address).join()}: ${subject}`);
  const incentives = async (who: Client | undefined): Promise<Record<string, Incentive>> => Object.fromEntries(itemsOf(await call(who, 'GET', '/v1/incentiveinvitations')).map((one) => [one.program, one]));

  /** Keller becomes a reseller on its own tenant; the instant is T0. */
  async function transition(): Promise<Date> {
    await call(operator, 'PUT', `/v1/partners/${KELLER}/offboarding`, { identified: true, reason: 'Moves to two-tier distribution' });
    const { id } = seen(await call(kai, 'POST', '/v1/enrollments', { programType: 'indirect_reseller' }));
    await call(kai, 'POST', `/v1/enrollments/${id}/submit`, { acknowledgedIrreversible: true });
    await eventually(async () => seen(await call(kai, 'GET', `/v1/enrollments/${id}`)), ({ state }) => state === 'qualified', 'the transition is approved');
    const [agreement] = itemsOf(await call(kai, 'GET', '/v1/agreements')) as unknown as { templateId: string }[];
    expect((await call(kai, 'POST', `/v1/agreements/${agreement?.templateId}/signatures`)).status).toBe(201);
    const { reseller } = await eventually(() => incentives(kai), (all) => 'reseller' in all, 'the incentive has started');
    return new Date(reseller?.startedAt ?? '');
  }

  it('E2E-10, INC-01 to INC-05, TIM-05 to TIM-08: one invitation to whoever counts then, one reminder after a jump, none after the enrollment', async () => {
    const before = await incentives(kai);
    expect([before['direct_bill']?.state, before['reseller']]).toEqual(['enrolled', undefined]);
    const t0 = await transition();
    const day = (count: number): Date => new Date(t0.getTime() + count * DAY);
    expect(await incentiveMails()).toEqual([]);

    await clock(day(5));
    expect((await call(kai, 'POST', '/v1/mpnassociations', { mpnId: '6200009' })).status).toBe(201);
    await clock(day(8));
    const redis = new Redis(stack.redisUrl);
    await redis.flushall();
    redis.disconnect();
    await wait(SWEPT_MS);
    expect(await incentiveMails()).toEqual([]);

    await clock(day(10));
    const invitation = await inbox.newest('ops@keller.example');
    expect(invitation.subject).toBe('Einladung zum Anreizprogramm für Partner');
    expect(invitation.text).toContain('6200009');
    await wait(SWEPT_MS);
    expect(await incentiveMails()).toEqual(['ops@keller.example: Einladung zum Anreizprogramm für Partner']);
    for (const address of ['mpn@keller.example', 'ga@keller.example']) expect(await mailsTo(address)).toEqual([]);

    await clock(day(22));
    const reminder = await inbox.newest('ops@keller.example', ({ subject }) => subject.startsWith('Erinnerung'));
    expect(reminder.subject).toContain('noch 8 Tage');
    await wait(SWEPT_MS);
    expect(await incentiveMails()).toHaveLength(2);

    const { id } = (await incentives(kai))['reseller'] ?? { id: '' };
    const path = `/v1/incentiveinvitations/${id}`;
    expect(reasons(await call(kai, 'PUT', `${path}/profiles`, PROFILES))).toEqual([403, 'ROLE_MISSING']);
    expect(reasons(await call(kai, 'POST', `${path}/accept`))).toEqual([403, 'ROLE_MISSING']);
    const ina = 'ina@keller.example';
    expect((await call(kai, 'POST', '/v1/partnerusers', { email: ina, firstName: 'Ina', lastName: 'Adler', roles: [{ role: 'incentive_admin', locations: ['6200009'] }] })).status).toBe(201);
    const admin = await nobody?.as(ina);
    expect(await incentives(admin)).toMatchObject({ reseller: { state: 'invited', mpnId: '6200009' } });
    expect(reasons(await call(admin, 'POST', `${path}/accept`))).toEqual([400, 'PROFILES_MISSING']);
    expect((await call(admin, 'PUT', `${path}/profiles`, PROFILES)).status).toBe(200);
    expect(seen(await call(admin, 'POST', `${path}/accept`)).state).toBe('submitted');
    expect(seen(await call(operator, 'POST', `${path}/verifications`, { payout: 'verified', tax: 'verified' })).state).toBe('enrolled');

    await clock(day(28));
    await wait(SWEPT_MS);
    await clock(day(40));
    await wait(SWEPT_MS);
    expect(await incentiveMails()).toHaveLength(2);
    const { daysLeft: _, ...untouched } = before['direct_bill'] as Incentive & { daysLeft: number };
    expect((await incentives(kai))['direct_bill']).toMatchObject(untouched);
    const timeline = itemsOf(await call(operator, 'GET', `${path}/timeline`)) as unknown as { type: string }[];
    expect(timeline.map(({ type }) => type)).toEqual(expect.arrayContaining(['incentive.started', 'incentive.invited', 'incentive.reminded', 'incentive.profiles-saved', 'incentive.submitted', 'incentive.enrolled', 'delivery.sent']));
  });

  it('E2E-10, TIM-07: without a location it is blocked, the operator hears of it on day 25, it is overdue on day 30, and goes out as soon as it can', async () => {
    const globalAdmin = { email: 'ga@morgen.example', firstName: 'Mara', lastName: 'Morgen', locale: 'de' };
    expect((await call(operator, 'POST', '/v1/partners', { name: 'Morgen Direkt GmbH', domain: 'morgen.example', country: 'DE', program: 'direct_bill', globalAdmin })).status).toBe(201);
    const mara = await beside?.as('ga@morgen.example');
    const own = async (): Promise<Incentive | undefined> => (await incentives(mara))['direct_bill'];
    const started = await eventually(own, (one) => one !== undefined, 'the incentive has started');
    const day = (count: number): Date => new Date(new Date(started?.startedAt ?? '').getTime() + count * DAY);
    const counts = async () => (await call(operator, 'GET', '/v1/incentiveinvitations/counts')).body as unknown as { blocked: number; overdue: number };
    const readings = async (due: string): Promise<number> => Number(new RegExp(`incentive_invitations_due\\{due="${due}"\\} (\\d+)`).exec(await (await fetch(`${stack.url}/metrics`)).text())?.[1]);
    const told = async (): Promise<string[]> => (itemsOf(await call(operator, 'GET', `/v1/incentiveinvitations/${started?.id}/timeline`)) as unknown as { type: string }[]).map(({ type }) => type);

    await clock(day(10));
    await eventually(own, (one) => one?.blocked === 'NO_LOCATION', 'it is blocked');
    expect((await counts()).blocked).toBe(1);
    // The clock runs on meanwhile.
    await clock(new Date(day(25).getTime() - 60_000));
    await wait(SWEPT_MS);
    expect(await told()).not.toContain('incentive.endangered');
    await clock(day(25));
    await eventually(told, (types) => types.includes('incentive.endangered'), 'the operator is alerted');
    expect([await readings('endangered'), (await own())?.overdue]).toEqual([1, false]);
    await clock(day(30));
    await eventually(told, (types) => types.includes('incentive.overdue'), 'it is noted as overdue');
    expect([await readings('overdue'), (await own())?.overdue, (await counts()).overdue]).toEqual([1, true, 1]);

    const place = { name: 'Morgen Köln', address: { addressLine1: 'Domstraße 1', city: 'Köln', postalCode: '50668', country: 'DE' }, contact: { firstName: 'Mara', lastName: 'Morgen', email: 'koeln@morgen.example', phoneNumber: '0221123456' } };
    const { mpnId } = (await call(mara, 'POST', '/v1/mpnlocations', place)).body as unknown as { mpnId: string };
    await call(mara, 'POST', '/v1/mpnassociations', { mpnId });
    expect((await inbox.newest('koeln@morgen.example')).text).toContain(mpnId);
    await eventually(own, (one) => one?.state === 'invited' && !one.overdue, 'it is invited');
    expect((await told()).filter((type) => ['incentive.endangered', 'incentive.overdue', 'incentive.invited'].includes(type))).toHaveLength(3);
  });
});
