import { Html, html } from './html';
import type { HtmlPart } from './html';
import { MARK } from './icon';
import type { PageLocale } from './page-locale';
import type { PageScript } from './page-policy';
import { PAGE_STYLE } from './page-style.data';

/** A page that the API renders itself: readable without script, in both languages, under 20 KB. */
export interface PageContent {
  readonly locale: PageLocale;
  /** Title of the window; the visible heading is the body's own `h1`. */
  readonly title: string;
  /** Everything between header and footer, with its own `<main id="main">`. */
  readonly body: Html;
  /** Path and query of this page by GET: where the language switch leads. */
  readonly path: string;
  /** Who is signed in, said in the header; with the way to switch. */
  readonly who?: HtmlPart;
  /** Small print at the bottom. */
  readonly footer?: HtmlPart;
  /** Without the bar above: the body brings the mark itself (sign-in). */
  readonly bare?: boolean;
  /** What it offers besides where there is script; the page has to do without. */
  readonly script?: PageScript;
}

const WORDS = {
  de: { skip: 'Zum Inhalt', language: 'Sprache' },
  en: { skip: 'Skip to content', language: 'Language' },
} as const;

const withLanguage = (path: string, locale: PageLocale): string => {
  const url = new URL(path, 'http://page');
  url.searchParams.set('lang', locale);
  return url.pathname + url.search;
};

/** The switch between German and English: two links, the present language marked. */
export const languageSwitch = (locale: PageLocale, path: string): Html =>
  html`<nav class="seg" aria-label="${WORDS[locale].language}">${(['de', 'en'] as const).map(
    (other) =>
      html`<a href="${withLanguage(path, other)}" lang="${other}" hreflang="${other}"${other === locale && html` aria-current="true"`}>${other === 'de' ? 'Deutsch' : 'English'}</a>`,
  )}</nav>`;

/** The mark with the name. */
export const BRAND = html`<a class="brand" href="/">${MARK}Tandem</a>`;

/** The whole document as text, ready to send; handlers answer with `pageAnswer`. */
export function smallPage({ locale, title, body, path, who, footer, bare = false, script }: PageContent): string {
  const switcher = languageSwitch(locale, path);
  return html`<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><link rel="icon" href="data:,"><title>${title} · Tandem</title><style>${new Html(PAGE_STYLE)}</style>${script && html`<script src="${script.src}" defer></script>`}</head>
<body>
<a class="vh skip" href="#main">${WORDS[locale].skip}</a>
${!bare && html`<header class="ptop">${BRAND}<span class="end row">${who && html`<span class="t2">${who}</span>`}${switcher}</span></header>`}
${body}
<footer class="pfoot">${footer}${bare && html`<span class="end">${switcher}</span>`}</footer>
</body>
</html>
`.markup;
}
