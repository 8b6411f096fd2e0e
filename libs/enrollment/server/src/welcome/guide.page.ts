import { html } from '@tandem/platform-server';
import type { PageContent, PageLocale } from '@tandem/platform-server';
import { GUIDE_WORDS } from './guide.words.data';

/** Where it stands what is checked and how to get help. */
export const GUIDE_PATH = '/enroll/guide';

/** What is checked, what helps, and whom to ask (VER-06, VER-07). @param contact an e-mail address, or the address of a page. */
export function guidePage(locale: PageLocale, contact: string): PageContent {
  const words = GUIDE_WORDS[locale];
  const asks = contact.startsWith('https:') ? contact : `mailto:${contact}?subject=${encodeURIComponent(words.subject)}`;
  const times = words.times.map((line) => html`<li class="gap1">${line}</li>`);
  const items = words.items.map(([check, looked, helps]) => html`<dt class="b">${check}</dt><dd><span class="t2">${looked}</span><br>${helps}</dd>`);
  const body = html`<main id="main" class="doc narrow"><h1 class="title gap4">${words.title}</h1><p class="lead t2 gap1">${words.lead}</p>
<h2 class="h2 gap3">${words.time}</h2><ul>${times}</ul>
<h2 class="h2 gap3">${words.checks}</h2><dl class="facts gap1">${items}</dl>
<h2 class="h2 gap3">${words.rejected}</h2><p class="t2 gap1">${words.rejectedText}</p>
<h2 class="h2 gap3">${words.help}</h2><p class="t2 gap1">${words.helpText}</p><p class="gap1"><a href="${asks}">${contact}</a></p>
<div class="row gap3"><a class="btn" href="/enrollment">${words.back}</a></div></main>`;
  return { locale, title: words.title, path: GUIDE_PATH, body };
}
