import { Invitation } from '@tandem/invitations-domain';
import { invitationMail } from './invitation.mail';

const now = new Date('2026-11-20T09:42:00Z');
const url = 'http://localhost:3000/invite/k1.x.1.y';
const words = { title: 'Nordwind would like to be your indirect provider', button: 'View the invitation', grantsTitle: 'If you authorize, Nordwind may', grants: ['order for your customers', 'add subscriptions'] };

function mail(body: string, change: (invitation: Invitation) => void = () => undefined) {
  const inviter = { organisationId: '0b000000-0000-4000-8000-000000000001', name: 'Sven', email: 'sa@nordwind.example' };
  const invitation = Invitation.draft({ type: 'partnership_request', inviter, email: 'lea@boreal.example', language: 'en', linkKey: 'k1', days: 30 }, now);
  invitation.edit({ subject: 'Partnership', body }, url, now);
  change(invitation);
  return invitationMail({ invitation, organisation: 'Nordwind', words, url, recipient: 'lea@boreal.example', footer: 'Nordwind GmbH, Kiel' });
}
const lines = (text: string): string[] => text.split('\n').map((line) => line.trim());

describe('the mail of an invitation', () => {
  it('EML-04: goes out in the name of the provider; the answer goes to the person who invites', () => {
    expect(mail(`Hello,\n\n${url}`)).toMatchObject({ subject: 'Partnership', from: { name: 'Nordwind' }, replyTo: { address: 'sa@nordwind.example' } });
    expect(mail(url, (invitation) => Object.assign(invitation, { inviterEmail: null })).replyTo).toBeUndefined();
  });

  it('INV-04: carries the link in both parts, in the text part once and on a line of its own', () => {
    for (const body of [`Hello,\n\n${url}\n\nBye`, `Please open ${url}, then confirm.`, `<${url}>`]) {
      const { html, text } = mail(body);
      expect(html).toContain(`href="${url}"`);
      expect(lines(text).filter((line) => line === url)).toHaveLength(1);
      expect(text.split(url)).toHaveLength(2);
    }
  });

  it('keeps what was typed around the link', () => {
    const { text } = mail(`Please open ${url}, then confirm.`);
    expect(lines(text)).toEqual(expect.arrayContaining(['Please open', ', then confirm.']));
  });

  it('EML-04: says what is authorized, once, also when the text no longer does', () => {
    expect(mail(url).text).toMatch(/If you authorize, Nordwind may\n- order for your customers\n- add subscriptions/);
    const said = mail(`${url}\n\nIf you authorize, Nordwind may\n- order for your customers\n- add subscriptions`).text;
    expect(said.split('order for your customers')).toHaveLength(2);
    expect(mail(`${url}\n\nWe would add subscriptions.`).text).toMatch(/may\n- order for your customers\n(?!- add)/);
  });

  it('says until when, unless the link does not expire or waits for an enrollment', () => {
    expect(mail(url).text.replace(/\s+/g, ' ')).toContain('Valid until Sun, 20 December 2026 at 09:42 UTC');
    for (const change of [(one: Invitation) => one.holdExpiry(), (one: Invitation) => Object.assign(one, { expiresAt: null })]) expect(mail(url, change).text).not.toContain('Valid until');
  });

  it('INV-10: escapes what was typed', () => {
    const { html } = mail(`<script>alert(1)</script> & "quotes"\n\n- <b>not\n- a list\n\n${url}`);
    expect(html).not.toMatch(/<script>|<b>not/);
    expect(html).toContain('&lt;script&gt;');
  });

  it('carries the footer of the operator', () => expect(mail(url).text).toContain('Nordwind GmbH, Kiel'));
});
