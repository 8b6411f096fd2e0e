import { BRAND, html, icon } from '@tandem/platform-server';
import type { Html, PageContent, PageLocale } from '@tandem/platform-server';
import { SIGN_IN_WORDS } from './sign-in.words';
import type { SignInWords } from './sign-in.words';

/** What the page around a form needs to know. */
export interface PageAt {
  readonly locale: PageLocale;
  /** Path of this page by GET, where its forms go too. */
  readonly path: string;
}

/** Why a form came back, in plain words. */
const alert = (message: string | undefined): Html | undefined =>
  message === undefined
    ? undefined
    : html`<div class="note bad gap3" role="alert">${icon('circle-alert')}<p id="error">${message}</p></div>`;

const invalid = (message: string | undefined): Html | undefined =>
  message === undefined ? undefined : html` aria-invalid="true" aria-describedby="error"`;

/** The button for a passkey; its script shows it where the browser can. */
const passkeyForm = (path: string, words: SignInWords): Html => html`
<form method="post" action="${path}/passkey" id="passkey" class="gap1" data-challenges="${path}/passkeychallenges" data-failed="${words.passkeyFailed}" hidden>
<input type="hidden" name="credential"><button class="btn wide">${icon('key-round')}${words.passkey}</button><p class="sm t2 gap1" role="status"></p></form>`;

const shell = ({ locale, path }: PageAt, title: string, form: Html, beside?: Html): PageContent => ({
  locale,
  title,
  path,
  bare: true,
  body: beside
    ? html`<main id="main" class="two"><section class="l" aria-labelledby="title">${form}</section><section class="r" aria-labelledby="cast">${beside}</section></main>`
    : html`<main id="main" class="one">${form}</main>`,
});

/** The sign-in form; in the sandbox with its cast beside it. */
export function signInPage(
  at: PageAt & { readonly email?: string; readonly message?: string; readonly cast?: (words: SignInWords) => Html; /** Origin of this installation, where passkeys are offered. */ readonly passkeysAt?: string },
): PageContent {
  const words = SIGN_IN_WORDS[at.locale];
  const form = html`<div>${BRAND}</div>
<h1 class="title gap4" id="title">${words.title}</h1><p class="t2 gap1">${words.lead}</p>${alert(at.message)}
<form method="post" action="${at.path}" class="gap2">
<p class="field"><label for="email">${words.email}</label><input class="in" id="email" name="email" type="email" autocomplete="username" required maxlength="254" value="${at.email}"${invalid(at.message)}${!at.email && html` autofocus`}></p>
<p class="field"><label for="password">${words.password}</label><input class="in" id="password" name="password" type="password" autocomplete="current-password" required maxlength="200"${invalid(at.message)}${at.email && html` autofocus`}></p>
<p class="gap3"><button class="btn primary wide">${words.submit}</button></p></form>${at.passkeysAt !== undefined && passkeyForm(at.path, words)}
<p class="sm gap2"><a href="/auth/forgotten">${words.forgotten}</a></p>
<p class="sm t2 gap3">${words.invited}</p>`;
  const script = at.passkeysAt === undefined ? {} : { script: { src: `${at.passkeysAt}/auth/passkey.js`, calls: `${at.passkeysAt}/auth/interaction/` } };
  return { ...shell(at, words.title, form, at.cast?.(words)), ...script };
}

/** The form for a password of one's own, after a sign-in with a temporary one (ROL-06). */
export function changePasswordPage(at: PageAt & { readonly email: string; readonly message?: string }): PageContent {
  const words = SIGN_IN_WORDS[at.locale];
  const form = html`<div>${BRAND}</div>
<h1 class="title gap4" id="title">${words.changeTitle}</h1><p class="t2 gap1">${words.changeLead}</p>${alert(at.message)}
<form method="post" action="${at.path}/password" class="gap2"><input type="hidden" name="email" autocomplete="username" value="${at.email}">
<p class="field"><label for="password">${words.newPassword}</label><input class="in" id="password" name="password" type="password" autocomplete="new-password" required maxlength="200" aria-describedby="hint${at.message === undefined ? '' : ' error'}"${at.message !== undefined && html` aria-invalid="true"`} autofocus><span class="hint" id="hint">${words.newPasswordHint}</span></p>
<p class="field"><label for="repeat">${words.repeat}</label><input class="in" id="repeat" name="repeat" type="password" autocomplete="new-password" required maxlength="200"></p>
<p class="gap3"><button class="btn primary wide">${words.changeSubmit}</button></p></form>`;
  return shell(at, words.changeTitle, form);
}

/** The form for the code of a second factor, after the password (ROL-12). */
export function codePage(at: PageAt & { readonly message?: string }): PageContent {
  const words = SIGN_IN_WORDS[at.locale];
  const form = html`<div>${BRAND}</div>
<h1 class="title gap4" id="title">${words.codeTitle}</h1><p class="t2 gap1">${words.codeLead}</p>${alert(at.message)}
<form method="post" action="${at.path}/code" class="gap2">
<p class="field"><label for="code">${words.code}</label><input class="in mono" id="code" name="code" autocomplete="one-time-code" autocapitalize="off" spellcheck="false" required maxlength="40" aria-describedby="hint${at.message === undefined ? '' : ' error'}"${at.message !== undefined && html` aria-invalid="true"`} autofocus><span class="hint" id="hint">${words.codeHint}</span></p>
<p class="gap3"><button class="btn primary wide">${words.codeSubmit}</button></p></form>
<p class="sm t2 gap3">${words.codeLost} <a href="/auth/sign-in">${words.startAgain}</a></p>`;
  return shell(at, words.codeTitle, form);
}

/** A sign-in that cannot go on, with the way to begin anew. */
export function brokenPage(locale: PageLocale): PageContent {
  const words = SIGN_IN_WORDS[locale];
  const body = html`<main id="main" class="doc narrow"><h1 class="title">${words.brokenTitle}</h1><p class="gap2">${words.brokenText}</p><p class="gap3"><a class="btn primary" href="/auth/sign-in">${words.startAgain}</a></p></main>`;
  return { locale, title: words.brokenTitle, path: '/auth/sign-in', body };
}
