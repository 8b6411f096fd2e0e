import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { askOutside, reviewEnrollment } from '../enrollment.jobs';
import { EnrollmentStack, whole } from '../spec-parts/enrollment-stack';
import type { Body } from '../spec-parts/enrollment-stack';
import { NameServer } from '../spec-parts/name-server';

let names: NameServer;
let stack: EnrollmentStack;
beforeAll(async () => {
  names = await NameServer.start({ 'mail.test': 'mail', 'null.test': 'null-mail', 'address.test': 'address', 'nothing.test': 'nothing', 'broken.test': 'broken', 'half.test': 'half-broken', 'silent.test': 'silent', 'xn--bcher-kva.test': 'mail' });
  stack = await EnrollmentStack.start({ REVIEW_DNS: names.address });
});
afterAll(async () => {
  await stack.close();
  names.close();
});

/** A company whose support address is at a domain, in review, before anything was looked at. */
async function confirmed(domain: string): Promise<{ id: string; read: () => Promise<Body> }> {
  const { who, id, domain: own } = await stack.applicant();
  await stack.change(who, id, { supportProfile: { ...whole(own).supportProfile, email: `help@${domain}` } });
  await stack.submit(who, id);
  await stack.confirm(await stack.tokenOf(`paul@${own}`));
  return { id, read: () => stack.read(who, id) };
}

/** Everything that waits is worked on: the review, what it asks outside, and the review that goes on. */
async function work(): Promise<void> {
  while ((await stack.work(reviewEnrollment)) || (await stack.work(askOutside)));
}

describe('what is asked outside', () => {
  it.each([
    ['mail.test', 'qualified'],
    ['address.test', 'qualified'],
    ['bücher.test', 'qualified'],
    ['null.test', 'in_review'],
    ['nothing.test', 'in_review'],
    ['missing.test', 'in_review'],
  ])('VER-03: of %s the DNS knows enough: %s', async (domain, state) => {
    const { read } = await confirmed(domain);
    await work();
    const { checks, ...shown } = await read();
    expect(shown.state).toBe(state);
    const found = checks.find(({ id }) => id === 'business_data');
    expect([found?.result, found?.reason]).toEqual(state === 'qualified' ? ['pass', undefined] : ['unclear', 'SUPPORT_WITHOUT_MAIL']);
  });

  it.each(['broken.test', 'half.test', 'silent.test'])('VER-03: of %s it cannot tell, which counts against nobody', async (domain) => {
    const { read } = await confirmed(domain);
    await work();
    expect((await read()).state).toBe('qualified');
  });

  it('VER-03: the same domain is asked once, and a review that is run again finds the same', async () => {
    const { id, read } = await confirmed('null.test');
    const before = names.asked;
    await work();
    expect(names.asked).toBe(before);
    const [mails, events] = [await stack.mails(id), await stack.events(id)];
    await stack.em().execute(`update job set state = 'pending', finished_at = null where name = ? and subject_id = ?`, [reviewEnrollment.name, id]);
    await work();
    expect([await stack.mails(id), await stack.events(id), (await read()).state]).toEqual([mails, events, 'in_review']);
  });

  it.each([
    ['address.test', '29 days', false],
    ['address.test', '31 days', true],
    ['broken.test', '59 minutes', false],
    ['broken.test', '61 minutes', true],
  ])('VER-03: of %s, an answer of %s ago is asked for again: %s', async (domain, ago, again) => {
    await confirmed(domain);
    await work();
    await stack.em().execute('update mail_domain set asked_at = now() - ?::interval where domain = ?', [ago, domain]);
    const before = names.asked;
    await confirmed(domain);
    await work();
    expect(names.asked > before).toBe(again);
  });

  it('VER-03: asks nobody unless it is switched on', async () => {
    const quiet = await EnrollmentStack.start();
    const { who, id, domain } = await quiet.applicant({ submitted: true });
    await quiet.confirm(await quiet.tokenOf(`paul@${domain}`));
    await quiet.review();
    expect([(await quiet.read(who, id)).state, await quiet.em().execute('select 1 from mail_domain')]).toEqual(['qualified', []]);
    await quiet.close();
  });
});
