import { describe, expect, it } from '@jest/globals';
import { isWebMail, refusalOfCompanyMail } from './company-mail';

describe("a company contact's address", () => {
  it.each([
    ...['a@gmail.com', 'a@googlemail.com', 'a@yahoo.com', 'a@yahoo.co.uk', 'a@ymail.com', 'a@rocketmail.com', 'a@icloud.com', 'a@me.com', 'a@mac.com'],
    ...['a@aol.com', 'a@aol.de', 'a@aim.com', 'a@outlook.com', 'a@outlook.com.br', 'a@hotmail.fr', 'a@live.nl', 'a@msn.com', 'a@gmx.at', 'a@web.de'],
  ])('ENR-08: is not at a web-mail provider (%s)', (email) => {
    expect(refusalOfCompanyMail(email, 'email')).toEqual({ rule: 'ENR-08', reason: 'WEBMAIL_NOT_ALLOWED', kind: 'invalid', field: 'email' });
  });

  it.each([
    ['case and tags', 'A.B+x@GMAIL.com'],
    ['spaces around it', '  a@gmail.com '],
    ['a sub-domain', 'a@mail.yahoo.co.jp'],
    ['a dot at the end', 'a@gmail.com.'],
    ['full-width letters', 'a@ｇｍａｉｌ.com'],
    ['a full-width dot', 'a@gmail．com'],
    ['a soft hyphen', 'a@gm\u00adail.com'],
    ['an @ in the part before it', 'a@company.example@gmail.com'],
  ])('ENR-08: does not get by with %s', (_what, email) => {
    expect(isWebMail(email)).toBe(true);
  });

  it.each(['a@notgmail.com', 'a@outlook-partners.com', 'a@gmail.com.fabrikam.de', 'a@mygmx.de', 'a@me.company.com', 'a@fabrikam.example', 'a@gmaіl.com', 'a@müller.de', 'a@xn--mller-kva.de'])(
    'ENR-08: may resemble one (%s)',
    (email) => {
      expect(refusalOfCompanyMail(email, 'email')).toBeUndefined();
    },
  );

  it('ENR-08: is judged by what the operator added, in either form of an internationalised name', () => {
    const more = ['hausmail.de', 'xn--bcherpost-q9a.at', 'postbote.*'];
    expect(['a@hausmail.de', 'a@x.HAUSMAIL.de', 'a@bücherpost.at', 'a@postbote.co.uk'].map((email) => isWebMail(email, more))).toEqual([true, true, true, true]);
    expect(isWebMail('a@hausmail.de')).toBe(false);
  });

  it('ENR-09: is read by people, not a domain that a tenant only signs in with', () => {
    expect(refusalOfCompanyMail('a@fabrikam.onmicrosoft.com', 'contact.email')).toMatchObject({ rule: 'ENR-09', reason: 'SIGN_IN_DOMAIN_NOT_ALLOWED', field: 'contact.email' });
    expect(refusalOfCompanyMail('a@notonmicrosoft.com', 'email')).toBeUndefined();
  });

  it('is nothing that this can judge when it has no domain', () => {
    expect(['', 'nobody', 'a@', 'a@localhost', 'a@[::1]', 'a@..'].map((email) => isWebMail(email))).toEqual([false, false, false, false, false, false]);
  });
});
