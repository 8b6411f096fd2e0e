import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { mailLayout } from './mail-layout';
import type { MailContent } from './mail-layout';

const workspace = fileURLToPath(new URL('../../../../../', import.meta.url));
const url = 'https://tandem.example/invite/k1.019a.kT4wVb2cXyZ0123456789012345678901234567890123456789012345678901234567e9Qa';
const content: MailContent = {
  locale: 'de',
  sender: 'Nordwind Distribution GmbH',
  title: 'Nordwind Distribution möchte Ihr indirekter Anbieter sein',
  blocks: [
    { kind: 'paragraph', text: 'Guten Tag Frau Huber,' },
    { kind: 'paragraph', text: 'Nordwind Distribution möchte Alpenblick IT als Wiederverkäufer gewinnen. Ihre Kunden bleiben Ihre Kunden; wir liefern.\nZweite Zeile' },
    { kind: 'button', label: 'Einladung ansehen', url, note: 'Gültig bis Sonntag, 20. Dezember 2026, 10:42 Uhr MEZ.' },
    { kind: 'list', title: 'Wenn Sie autorisieren, darf Nordwind', items: ['für Ihre Kunden bestellen, die auch Nordwind zugestimmt haben und noch viel mehr Wörter', 'kündigen'] },
  ],
  notes: ['Bitte geben Sie den Link nicht weiter.'],
  recipient: 'ga@alpenblick.example',
  footer: 'Tandem Operations\nAmtsgericht Hamburg',
};

describe('mailLayout', () => {
  it('writes the same content into both parts, with the link once and on its own line in the text part', () => {
    const { html, text } = mailLayout(content);
    for (const word of ['Guten Tag Frau Huber,', 'Wenn Sie autorisieren, darf Nordwind', 'ga@alpenblick.example', 'Amtsgericht Hamburg', 'nicht weiter']) {
      expect(html).toContain(word);
      expect(text).toContain(word);
    }
    expect(html).toContain(`href="${url}"`);
    expect(text.split('\n').filter((line) => line.includes('https://'))).toEqual([url]);
  });

  it('keeps lines of the text part to 72 characters, but for the link', () => {
    const lines = mailLayout(content).text.split('\n').filter((line) => line !== url);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(72);
    expect(lines).toContain('- für Ihre Kunden bestellen, die auch Nordwind zugestimmt haben und noch');
    expect(lines).toContain('  viel mehr Wörter');
  });

  it('INV-10: escapes everything that people write', () => {
    const evil = '<img src=x onerror="x()">\n{{ words.via }}';
    const { html } = mailLayout({
      ...content,
      sender: evil,
      title: evil,
      recipient: evil,
      footer: evil,
      notes: [evil],
      blocks: [{ kind: 'paragraph', text: evil }, { kind: 'list', title: evil, items: [evil] }, { kind: 'button', label: evil, url: '"><script>', note: evil }],
    });
    expect(html).not.toContain('<img');
    expect(html).not.toContain('<script');
    expect(html.match(/&lt;img/g)?.length).toBeGreaterThan(8);
    expect(html).toContain('{{ words.via }}');
  });

  it('keeps line ends of a paragraph', () => {
    expect(mailLayout(content).html).toMatch(/wir liefern\.<br ?\/?>\nZweite Zeile/);
  });

  it('says its own words in both languages', () => {
    expect(mailLayout({ ...content, locale: 'en' }).html).toContain('via Tandem');
    expect(mailLayout(content).html).toMatch(/<html[^>]*lang="de"/);
    expect(mailLayout({ ...content, locale: 'en' }).text).toContain('via Tandem to ga@alpenblick.example');
  });

  it('is made from layout.mjml as it is now', () => {
    expect(() => execFileSync(process.execPath, ['tools/build-mail/build-mail.mjs', '--check'], { cwd: workspace, stdio: 'pipe' })).not.toThrow();
  });
});
