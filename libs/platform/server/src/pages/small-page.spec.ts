import { describe, expect, it } from '@jest/globals';
import { readCookie, writeCookie } from './cookie';
import { Html, html } from './html';
import { preferredLocale } from './page-locale';
import { PAGE_POLICY } from './page-policy';
import { smallPage } from './small-page';

describe('html', () => {
  it('escapes everything that is not markup', () => {
    expect(html`<a title="${'"><script>'}">${"<b>&'"}</a>`.markup).toBe('<a title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;&#39;</a>');
  });

  it('keeps markup, joins lists and drops nothing', () => {
    expect(html`${html`<b>x</b>`}${[new Html('<i>'), '<', 1]}${undefined}${null}${false}.`.markup).toBe('<b>x</b><i>&lt;1.');
  });
});

describe('preferredLocale', () => {
  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['en-GB', 'en'],
    ['fr, en;q=0.3, de;q=0.5', 'de'],
    ['de;q=0, en;q=0.1', 'en'],
    ['fr', undefined],
    [undefined, undefined],
  ])('%s asks for %s', (header, locale) => {
    expect(preferredLocale(header)).toBe(locale);
  });
});

describe('cookies', () => {
  it('are found by their whole name', () => {
    expect(readCookie('xa=1; a=2; a=3', 'a')).toBe('2');
    expect(readCookie('xa=1', 'a')).toBeUndefined();
    expect(readCookie(undefined, 'a')).toBeUndefined();
  });

  it('are hidden from scripts and not sent with foreign posts', () => {
    expect(writeCookie('a', 'b', { maxAge: 5, secure: true })).toBe('a=b; Path=/; Max-Age=5; HttpOnly; SameSite=Lax; Secure');
  });
});

describe('smallPage', () => {
  const page = smallPage({
    locale: 'de',
    title: 'Anmelden',
    path: '/invite/k1.x?from=<mail>',
    body: html`<main id="main"><h1>Anmelden</h1></main>`,
  });

  it('switches the language on the same page and marks the present one', () => {
    expect(page).toContain('<html lang="de">');
    expect(page).toContain('href="/invite/k1.x?from=%3Cmail%3E&amp;lang=en"');
    expect(page).toContain('lang="de" hreflang="de" aria-current="true"');
  });

  it('leaves room for a body below 20 KB and needs no inline style or script', () => {
    expect(Buffer.byteLength(page)).toBeLessThan(13_000);
    expect(page).not.toMatch(/ style="|<script/);
    expect(PAGE_POLICY).not.toContain('unsafe');
  });
});
