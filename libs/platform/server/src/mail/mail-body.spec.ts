import nodemailer from 'nodemailer';
import PostalMime from 'postal-mime';
import { bodyOf } from './mail-body';

/** The mail as it would go out. */
async function written(html: string, text = 'Grüße'): Promise<string> {
  const { message } = await nodemailer.createTransport({ streamTransport: true, buffer: true }).sendMail({ from: 'a@b.example', to: 'c@d.example', textEncoding: 'quoted-printable', ...bodyOf({ html, text }) });
  return String(message);
}

describe('the body of a mail', () => {
  it('EML-04: lets HTML stand as it is, in ASCII and with the line ends of mails', async () => {
    const mail = await written('<p>Grüße</p>\n<p>' + 'x'.repeat(900) + ' 😀</p>', 'Grüße\nund mehr');
    expect(mail).toContain('Content-Transfer-Encoding: 7bit\r\n\r\n<p>Gr&#252;&#223;e</p>\r\n<p>x');
    expect(mail.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(mail).toMatch(/^[\t\r\n\x20-\x7e]*$/);
    const { html, text } = await PostalMime.parse(mail);
    expect([html || '', text]).toEqual([expect.stringMatching(/x &#128512;<\/p>\s*$/), 'Grüße\nund mehr\n']);
  });

  it.each([['a line that is too long', `<p>${'x'.repeat(999)}</p>`], ['a control character', `<p>a\u0001b</p>`], ['a NUL', `<p>a\u0000b</p>`]])('is encoded when it holds %s', async (_what, html) => {
    const mail = await written(html);
    expect(mail).not.toContain('7bit');
    expect(mail.split('\r\n').every(({ length }) => length <= 76)).toBe(true);
    expect((await PostalMime.parse(mail)).html).toContain(html);
  });

  it('ends lines as mails do, whatever they ended with', async () => {
    expect((await PostalMime.parse(await written('<p>a\rb\r\nc</p>', 'a\rb\r\nc'))).text).toBe('a\nb\nc\n');
  });
});
