import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY, IncentivesStack } from '../spec-parts/incentives-stack';

let stack: IncentivesStack;
beforeAll(async () => (stack = await IncentivesStack.start({ INCENTIVE_SENDER: 'Nordwind Partner Center' })));
afterAll(() => stack.close());

const speak = (organisationId: string, language: string) =>
  stack.em().execute(`insert into partner_profile (id, organisation_id, kind, content, version, changed_at) values (gen_random_uuid(), ?, 'organization', ?::jsonb, 1, now())`, [organisationId, JSON.stringify({ language })]);

describe('the mails about an incentive', () => {
  it('INC-06, EML-07: the invitation names program, location and deadline, and leads to the page', async () => {
    const { mail, who } = await stack.started();
    await stack.sweepAll();
    const letter = await stack.deliver(mail);
    expect(letter).toMatchObject({ subject: 'Partner Incentive Enrollment Invitation', from: { name: 'Nordwind Partner Center' } });
    for (const part of [letter?.text ?? '', letter?.html ?? '']) expect(part.replace(/\s+/g, ' ')).toContain(`the MPN location ${who.mpnId}`);
    expect(letter?.text).toContain('http://localhost:3000/incentives?program=reseller');
    expect(letter?.html).toContain('Get started');
    expect(letter?.text.replace(/\s+/g, ' ')).toMatch(/You can enroll until \w{3}, \d+ \w+ \d{4} at \d\d:\d\d (CET|CEST|GMT\+\d): 30 days are left\./);
  });

  it('EML-07: carries the deadline as a calendar file, whose id stays the same', async () => {
    const one = await stack.started();
    await stack.sweepAll();
    const letter = await stack.deliver(one.mail);
    const [file] = letter?.attachments ?? [];
    expect(file).toMatchObject({ filename: 'incentive.ics', contentType: 'text/calendar; charset=utf-8' });
    const { enrollDueAt } = await stack.read(stack.operator, one.id);
    const stamp = `${enrollDueAt.slice(0, 19).replace(/[-:]/g, '')}Z`;
    expect(file?.content).toContain(`DTEND:${stamp}`);
    expect(file?.content).toContain(`UID:incentive-${one.id}@tandem`);
    expect(file?.content.match(/BEGIN:VALARM/g)?.length).toBe(2);
    const { text, headers } = await stack.ask(one.who.globalAdmin, 'GET', `/v1/incentiveinvitations/${one.id}/calendar`);
    expect([headers['content-type'], text.includes(`UID:incentive-${one.id}@tandem`), text.includes(`DTEND:${stamp}`)]).toEqual(['text/calendar; charset=utf-8', true, true]);
  });

  it('EML-08: the reminder says how many days are left, in the language of the organisation', async () => {
    const one = await stack.started();
    await speak(one.who.organisation.id, 'de');
    const t0 = stack.clock.now();
    await stack.sweepAll();
    expect((await stack.deliver(one.mail))?.subject).toBe('Einladung zum Anreizprogramm für Partner');
    stack.toDay(t0, 7);
    await stack.sweepAll();
    const letter = await stack.deliver(one.mail);
    expect(letter?.subject).toBe('Erinnerung: noch 23 Tage zur Anmeldung – Anreizprogramm für Wiederverkäufer');
    expect(letter?.attachments).toBeUndefined();
    expect(letter?.text).toContain('Die Erinnerungen enden, sobald sich jemand anmeldet oder ablehnt.');
  });

  it('INC-03: says why it came to this address', async () => {
    const one = await stack.started();
    await stack.sweepAll();
    const letter = await stack.deliver(one.mail);
    for (const part of [letter?.text ?? '', letter?.html ?? '']) expect(part.replace(/\s+/g, ' ')).toContain(`because it is the e-mail address of the MPN location ${one.who.mpnId}`);
  });

  it('INC-02: what was sent keeps the address that it went to, whatever is linked afterwards', async () => {
    const one = await stack.invited();
    await stack.associate(one, 'better@later.example');
    const seen = await stack.read(stack.operator, one.id);
    expect([seen.email, seen.lastDelivery?.recipient, seen.slots[0]?.delivery?.recipient]).toEqual(['better@later.example', one.mail, one.mail]);
    expect((await stack.ask(stack.operator, 'GET', `/v1/incentiveinvitations?search=${seen.mpnId}`)).json.items[0]?.lastDelivery?.recipient).toBe(one.mail);
  });

  it('INC-11: an invitation that nobody knows to have arrived is not repeated; what the operator finds out counts', async () => {
    const one = await stack.started();
    await stack.sweepAll();
    await stack.deliver(one.mail, 'uncertain', 'WORKER_LOST');
    stack.clock.advance(3 * DAY);
    await stack.sweepAll();
    expect(await stack.mails(one.id)).toEqual([`incentive_invitation ${one.mail}`]);
    expect(await stack.read(stack.operator, one.id)).toMatchObject({ state: 'invitation_due', blocked: 'UNCERTAIN', lastDelivery: { state: 'uncertain', uncertain: true } });
  });

  it('SM-12: an invitation that comes back is due again, and reminders of it are not sent', async () => {
    const one = await stack.invited();
    await stack.deliver(one.mail, 'bounced', 'MAILBOX_UNKNOWN');
    stack.clock.advance(60_000);
    await stack.sweepAll();
    expect(await stack.read(stack.operator, one.id)).toMatchObject({ state: 'invitation_due', blocked: 'ADDRESS_REFUSED' });
    await stack.associate(one, 'better@elsewhere.example');
    await stack.sweepAll();
    await stack.deliver('better@elsewhere.example');
    expect((await stack.read(stack.operator, one.id)).state).toBe('invited');
  });
});
