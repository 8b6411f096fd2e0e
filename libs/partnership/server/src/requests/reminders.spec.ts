import { company } from '@tandem/platform-testing';
import type { Company } from '@tandem/platform-testing';
import { PartnershipStack } from '../spec-parts/partnership-stack';
import type { Body } from '../spec-parts/partnership-stack';

const DAY = 86_400_000;
const relationshipType = 'is_indirect_cloud_solution_provider_of';

let stack: PartnershipStack;
let provider: Company;
let address = '';
let counter = 0;

beforeAll(async () => (stack = await PartnershipStack.start()));
afterAll(() => stack.close());
beforeEach(async () => {
  provider = await company(stack.em(), { program: 'indirect_provider', country: 'DE', name: 'Nordwind' });
  address = `ga${++counter}@boreal.example`;
});

const ask = (method: string, path: string, body?: unknown) => stack.ask(provider.globalAdmin, method, `/v1/relationshiprequests${path}`, body === undefined ? {} : { body });
const draft = async (more: Record<string, unknown> = {}): Promise<Body> => (await ask('POST', '', { relationshipType, email: address, language: 'en', ...more })).json;
const get = async (id: string): Promise<Body> => (await ask('GET', `/${id}`)).json;
/** A request whose mail has gone out. */
async function sent(more: Record<string, unknown> = {}): Promise<Body> {
  const request = await draft(more);
  await ask('POST', `/${request.id}/send`);
  await stack.deliver(address);
  return get(request.id);
}
const templates = async (): Promise<string[]> =>
  (await stack.em().execute<{ template: string }[]>('select template from delivery where recipient = ? order by id', [address])).map(({ template }) => template);
const reminders = async (): Promise<number> => (await templates()).filter((template) => template === 'partnership_request_reminder').length;
const days = (count: number): void => void stack.clock.advance(count * DAY);
const at = (count: number): string => new Date(stack.clock.now().getTime() + count * DAY).toISOString();

describe('reminders while a request is unanswered', () => {
  it('INV-12: says when they will go, from the draft on', async () => {
    const request = await draft();
    expect(request).toMatchObject({ remind: true, validDays: 30, reminders: [at(3), at(28)] });
    expect(await sent()).toMatchObject({ reminders: [at(3), at(28)] });
    const row = (await stack.ask(provider.globalAdmin, 'GET', '/v1/indirectresellers?view=waiting')).json.items[0];
    expect(row).toMatchObject({ remind: true, reminders: [at(3), at(28)] });
  });

  it('INV-12: goes on day 3 with the same link, and once more two days before the end', async () => {
    const request = await sent();
    days(2.9);
    await stack.remind();
    expect(await reminders()).toBe(0);
    days(0.1);
    await stack.remind();
    await stack.remind();
    expect(await reminders()).toBe(1);
    const mail = await stack.deliver(address);
    expect(mail).toMatchObject({ subject: 'Reminder: Partnership with Nordwind', from: { name: 'Nordwind' } });
    for (const part of [mail?.text, mail?.html]) {
      expect(part).toContain(request.url);
      expect(part?.replace(/\s+/g, ' ')).toContain('A reminder: we sent you this request on');
    }
    expect(await get(request.id)).toMatchObject({ state: 'sent', url: request.url, remindedAt: at(0), reminders: [at(25)] });
    days(25);
    await stack.remind();
    await stack.remind();
    expect(await reminders()).toBe(2);
    const lines = (await ask('GET', `/${request.id}/timeline`)).json.items.filter(({ type }) => type === 'invitation.reminded');
    expect(lines.map(({ data }) => data)).toMatchObject([{ slot: 'before_expiry', number: 2 }, { slot: 'day_3', number: 1 }]);
  });

  it('INV-12: in the language of the request', async () => {
    await sent({ language: 'de' });
    days(3);
    await stack.remind();
    const mail = await stack.deliver(address);
    expect(mail?.subject).toBe('Erinnerung: Partnerschaft mit Nordwind');
    expect(mail?.text.replace(/\s+/g, ' ')).toContain('Zur Erinnerung: Diese Anfrage haben wir Ihnen am');
  });

  it('INV-12: a jump of the clock over both brings one mail, not two', async () => {
    await sent();
    days(29);
    await stack.remind();
    await stack.remind();
    expect(await reminders()).toBe(1);
  });

  it('INV-12: two sweeps at once order one', async () => {
    const many: string[] = [];
    for (let index = 0; index < 5; index++) {
      address = `at-once-${index}-${counter}@boreal.example`;
      await sent();
      many.push(address);
    }
    days(3);
    await Promise.all([stack.remind(), stack.remind(), stack.remind()]);
    await stack.remind();
    for (address of many) expect([address, await reminders()]).toEqual([address, 1]);
  });

  it('INV-12: the table itself holds each slot of a link once', async () => {
    const { id } = await sent();
    days(3);
    await stack.remind();
    const again = stack.em().execute(`insert into invitation_reminder (invitation_id, generation, slot, ordered_at) values (?, 1, 'day_3', now())`, [id]);
    await expect(again).rejects.toThrow(/unique|duplicate/i);
    // As if the entity had forgotten: the slot stays taken.
    await stack.em().execute('update invitation set reminded_slot = null, next_reminder_at = ? where id = ?', [stack.clock.now(), id]);
    await stack.remind();
    expect(await reminders()).toBe(1);
  });

  it('INV-12: nothing goes when it is answered between order and sending', async () => {
    const request = await sent();
    days(3);
    await stack.remind();
    const reseller = await company(stack.em(), { program: 'indirect_reseller', country: 'DE' });
    expect((await stack.ask(reseller.globalAdmin, 'POST', `/v1/invitations/${request.url.split('/').at(-1)}/decline`)).status).toBe(200);
    expect(await stack.deliver(address)).toBeNull();
    days(25);
    await stack.remind();
    expect(await reminders()).toBe(1);
  });

  it('INV-12: a revoked one takes its reminder back', async () => {
    const request = await sent();
    days(3);
    await stack.remind();
    await ask('POST', `/${request.id}/revoke`);
    const [row] = await stack.em().execute<{ state: string }[]>(`select state from delivery where recipient = ? and template = 'partnership_request_reminder'`, [address]);
    expect(row?.state).toBe('cancelled');
  });

  it('INV-12: can be switched off and on while it waits, and nothing else with it', async () => {
    const request = await sent();
    const off = await ask('PATCH', `/${request.id}`, { remind: false });
    expect([off.status, off.json]).toMatchObject([200, { remind: false, reminders: [], state: 'sent' }]);
    days(4);
    await stack.remind();
    expect(await reminders()).toBe(0);
    expect((await ask('PATCH', `/${request.id}`, { remind: true })).json).toMatchObject({ remind: true, reminders: [at(24)] });
    await stack.remind();
    expect(await reminders()).toBe(0);
    expect((await ask('PATCH', `/${request.id}`, { remind: true, language: 'de' })).json.data[0]?.reason).toBe('INVITATION_ON_ITS_WAY');
    const lines = (await ask('GET', `/${request.id}/timeline`)).json.items.filter(({ type }) => type === 'invitation.edited');
    expect(lines.map(({ after }) => after)).toEqual([{ remind: true }, { remind: false }]);
    await ask('POST', `/${request.id}/revoke`);
    expect((await ask('PATCH', `/${request.id}`, { remind: false })).json.data[0]?.reason).toBe('INVITATION_ENDED');
  });

  it('INV-12: a request that is made without them has none', async () => {
    expect(await sent({ remind: false })).toMatchObject({ remind: false, reminders: [] });
    days(3);
    await stack.remind();
    expect(await reminders()).toBe(0);
  });

  it('INV-12: a resend begins anew, and an old reminder does not go out with the new link', async () => {
    const request = await sent();
    days(3);
    await stack.remind();
    await ask('POST', `/${request.id}/resend`);
    expect(await templates()).toEqual(['partnership_request', 'partnership_request_reminder', 'partnership_request']);
    await stack.deliver(address);
    expect(await get(request.id)).toMatchObject({ state: 'sent', reminders: [at(3), at(28)] });
    days(3);
    await stack.remind();
    expect(await reminders()).toBe(2);
    const slots = await stack.em().execute('select generation, slot from invitation_reminder where invitation_id = ? order by generation', [request.id]);
    expect(slots).toEqual([{ generation: 1, slot: 'day_3' }, { generation: 2, slot: 'day_3' }]);
  });

  it('INV-12: nothing goes to an address that refuses mails, nor after a bounce', async () => {
    await sent();
    await stack.em().execute(`insert into suppressed_address (address, reason) values (?, 'BOUNCED')`, [address]);
    days(3);
    await stack.remind();
    expect(await reminders()).toBe(0);
    address = `bounced${counter}@boreal.example`;
    await sent();
    await stack.deliver(address, 'bounced', 'BOUNCED').catch(() => undefined);
    await stack.em().execute(`update invitation set state = 'delivery_failed', next_reminder_at = ? where email = ?`, [stack.clock.now(), address]);
    await stack.remind();
    expect(await reminders()).toBe(0);
  });

  it('INV-12: a reminder that comes back is the last one, and the request stays as it was', async () => {
    const request = await sent();
    days(3);
    await stack.remind();
    await stack.deliver(address, 'bounced', 'BOUNCED');
    expect(await get(request.id)).toMatchObject({ state: 'sent', reminders: [] });
    days(25);
    await stack.remind();
    expect(await reminders()).toBe(1);
  });
});

describe('how long a link lives', () => {
  it('TIM-09: is part of draft and edit, kept, and used by sending and resending', async () => {
    const request = await draft({ validDays: 7 });
    expect(request).toMatchObject({ validDays: 7, expiresAt: at(7), reminders: [at(3), at(5)] });
    expect((await ask('PATCH', `/${request.id}`, { validDays: 14 })).json).toMatchObject({ validDays: 14, expiresAt: at(14) });
    days(5);
    expect((await ask('POST', `/${request.id}/send`)).json).toMatchObject({ expiresAt: at(14) });
    await stack.deliver(address);
    days(2);
    expect((await ask('POST', `/${request.id}/resend`)).json).toMatchObject({ validDays: 14, expiresAt: at(14) });
  });

  it.each([0, 91, 1.5, '7'])('TIM-09: is from 1 to 90 whole days, not %s', async (validDays) => {
    const { status, json } = await ask('POST', '', { relationshipType, validDays });
    expect([status, json.data[0]]).toMatchObject([400, { field: 'validDays' }]);
  });
});
