import type { LinkPurpose } from '@tandem/identity-domain';
import { BRAND, html, icon } from '@tandem/platform-server';
import type { Html, PageContent, PageLocale } from '@tandem/platform-server';
import { ACCOUNT_PAGE_WORDS } from './account-pages.words.data';

/** What every page needs to know: the reader's language, and its own path by GET. */
export interface AccountPageAt {
  readonly locale: PageLocale;
  readonly path: string;
}

const bare = ({ locale, path }: AccountPageAt, title: string, body: Html): PageContent => ({ locale, title, path, bare: true, body: html`<main id="main" class="one"><div>${BRAND}</div>${body}</main>` });

const alert = (message: string | undefined): Html | undefined => (message === undefined ? undefined : html`<div class="note bad gap3" role="alert">${icon('circle-alert')}<p id="error">${message}</p></div>`);

/** Asks for the address of whoever forgot a password. */
export function forgottenPage(at: AccountPageAt & { readonly email?: string; readonly message?: string }): PageContent {
  const { forgotten: words } = ACCOUNT_PAGE_WORDS[at.locale];
  return bare(at, words.title, html`
<h1 class="title gap4">${words.title}</h1><p class="t2 gap1">${words.lead}</p>${alert(at.message)}
<form method="post" action="${at.path}" class="gap2">
<p class="field"><label for="email">${words.email}</label><input class="in" id="email" name="email" type="email" autocomplete="username" required maxlength="254" value="${at.email}" autofocus></p>
<p class="gap3"><button class="btn primary wide">${words.submit}</button></p></form>
<p class="sm gap3"><a href="/auth/sign-in">${words.back}</a></p>`);
}

/** The one answer to whoever asked, known or not. */
export function askedPage(at: AccountPageAt): PageContent {
  const { forgotten: words } = ACCOUNT_PAGE_WORDS[at.locale];
  return bare(at, words.doneTitle, html`<h1 class="title gap4">${words.doneTitle}</h1><p class="gap2">${words.done}</p><p class="sm t2 gap2">${words.nothing}</p><p class="sm gap3"><a href="/auth/sign-in">${words.back}</a></p>`);
}

/** The form of a live link. */
export function choosePage(at: AccountPageAt & { readonly purpose: LinkPurpose; readonly email: string; readonly organisation: string; readonly message?: string }): PageContent {
  const { choose: words } = ACCOUNT_PAGE_WORDS[at.locale];
  const { title, lead, submit } = words[at.purpose];
  return bare(at, title, html`
<h1 class="title gap4">${title}</h1><p class="t2 gap1">${lead(at.organisation)}</p>${alert(at.message)}
<form method="post" action="${at.path}" class="gap2">
<p class="field"><label for="email">${words.account}</label><input class="in" id="email" name="email" type="email" autocomplete="username" readonly value="${at.email}"></p>
<p class="field"><label for="password">${words.password}</label><input class="in" id="password" name="password" type="password" autocomplete="new-password" required maxlength="200" aria-describedby="hint${at.message !== undefined && ' error'}"${at.message !== undefined && html` aria-invalid="true"`} autofocus><span class="hint" id="hint">${words.hint}</span></p>
<p class="field"><label for="repeat">${words.repeat}</label><input class="in" id="repeat" name="repeat" type="password" autocomplete="new-password" required maxlength="200"></p>
<p class="gap3"><button class="btn primary wide">${submit}</button></p></form>`);
}

/** A live invitation where people sign in at an outside issuer. */
export function joinElsewherePage(at: AccountPageAt & { readonly email: string; readonly organisation: string; readonly label: string }): PageContent {
  const { account, elsewhere: words } = ACCOUNT_PAGE_WORDS[at.locale].choose;
  return bare(at, words.title, html`
<h1 class="title gap4">${words.title}</h1><p class="t2 gap1">${words.lead(at.organisation, at.label)}</p>
<p class="gap2">${account}: ${at.email}</p>
<p class="gap3"><a class="btn primary wide" href="/auth/sign-in">${words.go(at.label)}</a></p>`);
}

const ending = (at: AccountPageAt, { title, text }: { readonly title: string; readonly text: string }, way: Html): PageContent => bare(at, title, html`<h1 class="title gap4">${title}</h1><p class="gap2">${text}</p><div class="row gap3">${way}</div>`);

/** The password is saved; signing in is a step of its own, so that every way in asks the same. */
export function savedPage(at: AccountPageAt): PageContent {
  const { done } = ACCOUNT_PAGE_WORDS[at.locale];
  return ending(at, done, html`<a class="btn primary wide" href="/auth/sign-in">${done.signIn}</a>`);
}

/** A link that was used, replaced or has expired: what that means, and the way on. */
export function linkEndedPage(at: AccountPageAt & { readonly purpose: LinkPurpose }): PageContent {
  const { ended } = ACCOUNT_PAGE_WORDS[at.locale];
  const signIn = html`<a class="btn" href="/auth/sign-in">${ended.signIn}</a>`;
  return ending(at, ended[at.purpose], at.purpose === 'reset' ? html`<a class="btn primary" href="/auth/forgotten">${ended.again}</a>${signIn}` : signIn);
}

/** A link that is none of ours. */
export function linkUnknownPage(at: AccountPageAt): PageContent {
  const { unknown } = ACCOUNT_PAGE_WORDS[at.locale];
  return ending(at, unknown, html`<a class="btn" href="/">${unknown.home}</a>`);
}
