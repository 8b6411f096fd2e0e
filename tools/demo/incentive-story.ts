// A direct-bill partner becomes a reseller, is invited to the incentive, moves meanwhile, is reminded once for all that was missed, and enrolls.
import { eventually } from '../services/client.ts';
import type { Answer, Client, Inbox } from '../services/client.ts';
import { expectThat, step } from './teller.ts';

const KELLER = '0d000000-0000-4000-8000-000000000001';
const PROFILES = { payout: { accountHolder: 'Keller Direkt KG', iban: 'DE89 3704 0044 0532 0130 00' }, tax: { taxId: 'DE123456789', country: 'DE' } };

const refusal = ({ status, body }: Answer): string => `${status} ${body.data?.[0]?.reason ?? JSON.stringify(body)}`;
const shown = ({ status, body }: Answer): string => `${status} ${String(body['description'])} → ${body.data?.[0]?.fix ?? ''} [${body.data?.[0]?.rule ?? ''}]`;
const itemsOf = ({ body }: Answer): Record<string, unknown>[] => ('items' in body ? body['items'] : JSON.parse(String(body['text']))) as Record<string, unknown>[];

/** Tells the story of an incentive; every step says what it saw. */
export async function tellIncentiveStory(nobody: Client, inbox: Inbox): Promise<void> {
  const operator = await nobody.as('op1@ops.example');
  const kai = await nobody.as('ga@keller.example');
  const own = async (): Promise<Record<string, unknown>> => itemsOf(await kai.call('GET', '/v1/incentiveinvitations?program=reseller'))[0] ?? {};
  const mails = async (): Promise<string[]> => (await inbox.all()).filter(({ subject }) => /ncentive|Anreiz/.test(subject)).map(({ to, subject }) => `${to.map(({ address }) => address).join()} "${subject}"`);
  let path = '';

  await step('Keller, a direct-bill partner, becomes a reseller on its own tenant', async () => {
    await operator.call('PUT', `/v1/partners/${KELLER}/offboarding`, { identified: true, reason: 'Moves to two-tier distribution' });
    const id = String((await kai.call('POST', '/v1/enrollments', { programType: 'indirect_reseller' })).body['id']);
    await kai.call('POST', `/v1/enrollments/${id}/submit`, { acknowledgedIrreversible: true });
    await eventually(async () => (await kai.call('GET', `/v1/enrollments/${id}`)).body['state'], (state) => state === 'qualified', 'the transition is approved');
    const [agreement] = itemsOf(await kai.call('GET', '/v1/agreements'));
    expectThat((await kai.call('POST', `/v1/agreements/${String(agreement?.['templateId'])}/signatures`)).status, 201, 'signature');
    return 'Approved by rule, agreement signed, program active: the clock of the incentive runs.';
  });

  await step('The invitation goes to the e-mail of the MPN location that is associated, not to whoever enrolled', async () => {
    const mail = await inbox.newest('mpn@keller.example', ({ subject }) => subject.includes('Anreiz'));
    const incentive = await eventually(own, ({ state }) => state === 'invited', 'it is invited');
    path = `/v1/incentiveinvitations/${String(incentive['id'])}`;
    return `mpn@keller.example "${mail.subject}", to enroll within ${String(incentive['daysLeft'])} days`;
  });

  await step('Keller moves to another location; twenty-two days later one reminder goes there, not three', async () => {
    expectThat((await kai.call('POST', '/v1/mpnassociations', { mpnId: '6200009' })).status, 201, 'association');
    await nobody.call('PUT', '/v1/sandbox/clock', { advanceBy: 'P22D' });
    await inbox.newest('ops@keller.example');
    await new Promise((done) => setTimeout(done, 2500));
    const sent = await mails();
    expectThat(sent.length, 2, 'mails');
    return sent.join('\n');
  });

  await step('A Global admin cannot enroll, but appoints who can', async () => {
    const refused = await kai.call('POST', `${path}/accept`);
    expectThat(refusal(refused), '403 ROLE_MISSING', 'enroll');
    const appointed = await kai.call('POST', '/v1/partnerusers', { email: 'ina@keller.example', firstName: 'Ina', lastName: 'Adler', roles: [{ role: 'incentive_admin', locations: ['6200009'] }] });
    expectThat(appointed.status, 201, 'appoint');
    return `${shown(refused)}\nIna Adler is Incentive admin of location 6200009`;
  });

  await step('Ina saves payout and tax profile and enrolls; the operator verifies; no reminder follows', async () => {
    const ina = await nobody.as('ina@keller.example');
    expectThat(refusal(await ina.call('POST', `${path}/accept`)), '400 PROFILES_MISSING', 'too early');
    expectThat((await ina.call('PUT', `${path}/profiles`, PROFILES)).status, 200, 'profiles');
    expectThat((await ina.call('POST', `${path}/accept`)).body['state'], 'submitted', 'enroll');
    const verified = await operator.call('POST', `${path}/verifications`, { payout: 'verified', tax: 'verified' });
    expectThat(verified.body['state'], 'enrolled', 'verify');
    await nobody.call('PUT', '/v1/sandbox/clock', { advanceBy: 'P10D' });
    await new Promise((done) => setTimeout(done, 2500));
    expectThat((await mails()).length, 2, 'mails');
    const direct = itemsOf(await kai.call('GET', '/v1/incentiveinvitations?program=direct_bill'))[0];
    return `Enrolled until ${(verified.body['term'] as { until: string }).until}; the direct-bill incentive is untouched: ${String(direct?.['state'])}`;
  });
}
