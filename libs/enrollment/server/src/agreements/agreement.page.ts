import { agreementBlocks } from '@tandem/enrollment-contract';
import type { AgreementBlock } from '@tandem/enrollment-contract';
import type { AgreementTemplate } from '@tandem/enrollment-domain';
import { dayOf, html, icon } from '@tandem/platform-server';
import type { Html, PageContent, PageLocale } from '@tandem/platform-server';
import { DOCUMENT_PATH } from './agreement-links';
import { DOCUMENT_WORDS } from './agreement-document.words.data';

function partOf(block: AgreementBlock): Html {
  if (block.kind === 'heading') return html`<h2 class="h2 gap3">${block.text}</h2>`;
  if (block.kind === 'paragraph') return html`<p class="lead gap1">${block.text}</p>`;
  return html`<ul class="gap1">${block.items.map((item) => html`<li class="lead">– ${item}</li>`)}</ul>`;
}

/** The page on which a version is read, in the language that is chosen there; with its hash and the way to the file. */
export function agreementPage({ template, token, locale }: { readonly template: AgreementTemplate; readonly token: string; readonly locale: PageLocale }): PageContent {
  const words = DOCUMENT_WORDS[locale];
  const { title, text, hash } = template.documents[locale];
  const path = DOCUMENT_PATH + token;
  const facts = html`<dl class="facts gap2"><dt>${words.from}</dt><dd>${dayOf(template.effectiveFrom, locale)}</dd><dt>${words.hash}</dt><dd><span class="mono">${hash}</span><br><span class="meta t2">${words.hashSays}</span></dd></dl>`;
  const download = html`<p class="gap2"><a class="btn" href="${path}/document.pdf?lang=${locale}">${icon('receipt-text')}${words.download}</a></p>`;
  const body = html`<main id="main" class="doc narrow"><p class="meta t2">${words.version(template.versionRank)}</p><h1 class="title">${title}</h1>${facts}${download}<div class="gap3">${agreementBlocks(text).map(partOf)}</div></main>`;
  return { locale, title, path, body, footer: html`<span>${words.footer}</span>` };
}

/** The page of a link that names nothing, or has ended. */
export function noAgreementPage(why: 'unknown' | 'ended', token: string, locale: PageLocale): PageContent {
  const words = DOCUMENT_WORDS[locale];
  const { title, lead } = words[why];
  const body = html`<main id="main" class="doc narrow"><h1 class="title">${title}</h1><p class="lead t2 gap1">${lead}</p><p class="gap3"><a class="btn" href="/">${words.home}</a></p></main>`;
  return { locale, title, path: DOCUMENT_PATH + token, body };
}
