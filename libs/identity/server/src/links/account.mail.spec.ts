import { linkMail, noticeMail } from './account.mail';

const to = { name: 'Ida Neumann', email: 'ida@nordwind.example', organisation: 'Nordwind', footer: 'Nordwind GmbH, Kiel' };
const url = 'http://localhost:3000/join/k1.x.1.y';
const at = new Date('2026-11-28T09:42:00Z');
const LOCALES = ['de', 'en'] as const;
const lines = (text: string): string[] => text.split('\n').map((line) => line.trim());

describe('mails about accounts', () => {
  it.each(LOCALES)('ROL-06: an invitation says who invites, with which address one signs in, and until when (%s)', (locale) => {
    const mail = linkMail({ ...to, locale }, { template: 'person_invitation', url, expiresAt: at });
    expect(mail.from).toEqual({ name: 'Nordwind' });
    for (const said of ['Ida Neumann', 'Nordwind', 'ida@nordwind.example', '2026', 'UTC', 'Kiel']) expect(mail.text).toContain(said);
    expect(lines(mail.text).filter((line) => line === url)).toHaveLength(1);
    expect(mail.html).toContain(`href="${url}"`);
  });

  it.each(LOCALES)('ROL-06: with an outside issuer an invitation leads there and speaks of no password (%s)', (locale) => {
    const mail = linkMail({ ...to, locale, issuer: 'Nordwind Login' }, { template: 'person_invitation', url, expiresAt: at });
    for (const said of ['Nordwind Login', 'ida@nordwind.example']) expect(mail.text).toContain(said);
    expect(mail.text).not.toMatch(/password|Kennwort/i);
    expect(linkMail({ ...to, locale, issuer: 'Nordwind Login' }, { template: 'password_link', url, expiresAt: at })).toEqual(linkMail({ ...to, locale }, { template: 'password_link', url, expiresAt: at }));
  });

  it.each(LOCALES)('SEC-02: a link for another password says that nothing has changed yet (%s)', (locale) => {
    const { text } = linkMail({ ...to, locale }, { template: 'password_link', url, expiresAt: at });
    expect(text.replace(/\s+/g, ' ')).toMatch(/stays as it is|bleibt, wie es ist/);
    expect(text.split(url)).toHaveLength(2);
  });

  it.each(LOCALES.flatMap((locale) => (['password_changed', 'password_reset', 'second_factor_reset'] as const).map((template) => [locale, template] as const)))('SEC-03: a notice names time and account, and no password (%s, %s)', (locale, template) => {
    const { subject, text, html } = noticeMail({ ...to, locale }, { template, url: 'http://localhost:3000/auth/forgotten', at });
    expect(subject).not.toBe('');
    for (const said of ['ida@nordwind.example', '2026', '09:42', '/auth/forgotten']) expect(text).toContain(said);
    expect(html).not.toMatch(/\/(join|reset)\//);
  });

  it('INV-10: escapes names, and says a different thing in each language', () => {
    const mails = LOCALES.map((locale) => linkMail({ ...to, locale, name: '<b>Ida', organisation: 'A & <i>B' }, { template: 'person_invitation', url, expiresAt: at }));
    for (const { html } of mails) expect(html).not.toMatch(/<b>Ida|<i>B/);
    expect(mails[0]?.subject).not.toBe(mails[1]?.subject);
  });
});
