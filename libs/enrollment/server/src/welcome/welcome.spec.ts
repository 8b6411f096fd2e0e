import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { company } from '@tandem/platform-testing';
import { EnrollmentStack } from '../spec-parts/enrollment-stack';

let stack: EnrollmentStack;
beforeAll(async () => (stack = await EnrollmentStack.start()));
afterAll(() => stack.close());

const form = { companyName: 'Boréal <b>Services</b>', country: 'FR', firstName: 'Léa', lastName: 'Martin', email: 'lea@boreal.example' };
const post = (change: object = {}) => stack.browse(undefined, 'POST', '/enroll/account', { form: { ...form, ...change } });

describe('the public pages', () => {
  it('ENR-02, SCR-01: say without a session what to have ready, in both languages', async () => {
    const page = await stack.browse(undefined, 'GET', '/enroll');
    for (const part of ['Become an indirect reseller', 'A work account', 'Your MPN ID', 'Legal name and address', 'A primary contact', 'href="/enroll/account"']) expect(page.text).toContain(part);
    const german = await stack.browse(undefined, 'GET', '/enroll', { language: 'de' });
    for (const part of ['Indirekter Wiederverkäufer werden', 'Das brauchen Sie', 'Hauptkontakt']) expect(german.text).toContain(part);
    expect(Buffer.byteLength(german.text)).toBeLessThan(20_000);
    const who = await company(stack.em());
    expect((await stack.browse(who.globalAdmin, 'GET', '/enroll')).text).toContain('href="/enrollment"');
  });

  it('VER-06, VER-07: say without a session what is checked and whom to ask, in both languages', async () => {
    const page = await stack.browse(undefined, 'GET', '/enroll/guide');
    for (const part of ['What is checked, and where you get help', 'Domain of the company', 'by the end of business day 5', 'href="mailto:no-reply@tandem.example?subject=Enrollment%20as%20a%20reseller"', 'href="/enrollment"']) expect(page.text).toContain(part);
    const german = await stack.browse(undefined, 'GET', '/enroll/guide', { language: 'de' });
    for (const part of ['Was geprüft wird', 'Registernummer', 'Den Betreiber fragen']) expect(german.text).toContain(part);
    expect(Buffer.byteLength(german.text)).toBeLessThan(20_000);
    const elsewhere = await EnrollmentStack.start({ SUPPORT_CONTACT: 'https://help.example/partners' });
    expect((await elsewhere.browse(undefined, 'GET', '/enroll/guide')).text).toContain('<a href="https://help.example/partners">');
    await elsewhere.close();
  });

  it('ENR-04, SCR-02: create a work account, and keep what was typed when that is refused', async () => {
    const refused = await post({ email: 'lea@gmail.com' });
    expect([refused.status, refused.text.includes('Use an address of the company')]).toEqual([400, true]);
    for (const kept of ['value="Boréal &lt;b&gt;Services&lt;/b&gt;"', 'value="lea@gmail.com"', '<option value=FR selected>']) expect(refused.text).toContain(kept);
    expect((await post({ country: '' })).text).toContain('Fill in every field');
    const sent = await post();
    expect([sent.status, sent.text.includes('A mail to lea@boreal.example is on its way')]).toEqual([200, true]);
    expect(await stack.em().execute("select template from delivery where recipient = 'lea@boreal.example'")).toEqual([{ template: 'work_account' }]);
  });

  it('ENR-04, EML-13: leave nothing behind of what is refused in the middle', async () => {
    await stack.em().execute("insert into suppressed_address (address, reason) values ('lea@silent.example', 'address_unknown')");
    const refused = await post({ email: 'lea@silent.example' });
    expect([refused.status, refused.text.includes('value="lea@silent.example"')]).toEqual([409, true]);
    expect(await stack.em().execute("select 1 from organisation where domain = 'silent.example'")).toEqual([]);
  });

  it('ENR-04: find out that a company of the same domain is here already', async () => {
    const who = await company(stack.em(), { program: 'indirect_reseller' });
    expect((await post({ email: `lea@${who.organisation.domain}` })).status).toBe(409);
  });

  it('ENR-03: lead whoever has an account to the sign-in and back to the form, and tell who is signed in', async () => {
    expect((await stack.browse(undefined, 'GET', '/enroll/account')).text).toContain('/auth/sign-in?returnTo=%2Fenrollment');
    const who = await company(stack.em());
    expect((await stack.browse(who.globalAdmin, 'GET', '/enroll/account')).text).toContain(`You are signed in as Greta Ahrens, ${who.organisation.name}`);
  });

  it('ENR-05: tell whoever is unsure whether the company has an account', async () => {
    const who = await company(stack.em());
    const look = async (domain: string) => (await stack.browse(undefined, 'GET', `/enroll/account?domain=${encodeURIComponent(domain)}`)).text;
    expect(await look(who.organisation.domain)).toContain(`${who.organisation.domain} has an account here`);
    expect(await look('nobody.example')).toContain('nobody.example has no account here yet');
    expect(await look('not a domain')).toContain('This is not a domain');
  });
});
