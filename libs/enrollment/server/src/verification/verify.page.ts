import type { ContactVerificationView } from '@tandem/enrollment-contract';
import { html, icon, moment } from '@tandem/platform-server';
import type { PageContent, PageLocale } from '@tandem/platform-server';
import { VERIFY_WORDS } from './verify.words.data';

/** What the pages are made from: the reader's language, and their own path by GET. */
export interface VerifyAt {
  readonly locale: PageLocale;
  readonly path: string;
}

const LOOKS = { done: ['ok', 'circle-check'], ended: ['warn', 'clock'], unknown: ['bad', 'circle-alert'] } as const;

/** What has become of a link, and the way on. */
export function endingPage({ locale, path }: VerifyAt, ending: keyof typeof LOOKS): PageContent {
  const words = VERIFY_WORDS[locale];
  const { mark, title, lead } = words[ending];
  const [tone, sign] = LOOKS[ending];
  const body = html`<main id="main" class="doc narrow"><p class="gap4"><span class="pill ${tone}">${icon(sign)}${mark}</span></p><h1 class="title gap1">${title}</h1><p class="lead t2 gap1">${lead}</p><div class="row gap3"><a class="btn" href="/">${words.home}</a></div></main>`;
  return { locale, title, path, body };
}

/** Asks the primary contact; only its form confirms (SCR-04, SEC-06). */
export function questionPage({ locale, path }: VerifyAt, { companyName, signedUpBy, email, expiresAt }: ContactVerificationView): PageContent {
  const words = VERIFY_WORDS[locale];
  const facts = [
    [words.company, companyName],
    ...(signedUpBy === '' ? [] : [[words.signedUpBy, signedUpBy] as const]),
    [words.email, email],
    [words.validUntil, moment(new Date(expiresAt), locale)],
  ] as const;
  const rows = facts.map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`);
  const means = words.means(companyName, email).map((line) => html`<li class="gap1">${icon('check')}${line}</li>`);
  const body = html`<main id="main" class="doc narrow"><h1 class="title gap4">${words.title}</h1><p class="lead t2 gap1">${words.lead(companyName)}</p><dl class="facts gap3">${rows}</dl>
<section class="ask"><h2 class="h2">${words.mean}</h2><ul>${means}</ul><form method="post" action="${path}"><div class="go"><button class="btn primary">${words.confirm}</button><span class="meta t2">${words.next}</span></div></form></section></main>`;
  return { locale, title: words.title, path, body, footer: html`<span>${words.not}</span>` };
}
