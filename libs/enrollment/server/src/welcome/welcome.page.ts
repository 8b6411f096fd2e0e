import { html, icon } from '@tandem/platform-server';
import type { Actor, Html, PageContent, PageLocale } from '@tandem/platform-server';
import { WELCOME_WORDS } from './welcome.words.data';

/** Where a company that nobody knows begins (SCR-01, SCR-02). */
export const WELCOME_PATH = '/enroll';
export const ACCOUNT_PATH = '/enroll/account';

/** Where the form is. */
const FORM = '/enrollment';

/** What is typed into the form for a work account. */
export interface AccountForm {
  readonly companyName?: string | undefined;
  readonly country?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly email?: string | undefined;
}

/** What the page about the work account is made from. */
export interface AccountAt {
  readonly locale: PageLocale;
  readonly actor: Actor | undefined;
  readonly countries: readonly string[];
  readonly form: AccountForm;
  /** Why the form was refused. */
  readonly reason?: string | undefined;
  /** What a look-up of a domain found, or why it could not. */
  readonly lookup?: { readonly domain: string; readonly exists: boolean } | { readonly reason: string } | undefined;
}

/** What to have ready, and what happens then (ENR-02). */
export function welcomePage({ locale, actor }: { readonly locale: PageLocale; readonly actor: Actor | undefined }): PageContent {
  const words = WELCOME_WORDS[locale];
  const items = words.items.map(([term, text]) => html`<dt class="b">${term}</dt><dd class="t2">${text}</dd>`);
  const steps = words.steps.map((step, index) => html`<li class="gap1">${index + 1}. ${step}</li>`);
  const body = html`<main id="main" class="doc narrow"><h1 class="title gap4">${words.title}</h1><p class="lead t2 gap1">${words.lead}</p>
<h2 class="h2 gap3">${words.ready}</h2><dl class="facts gap1">${items}</dl>
<h2 class="h2 gap3">${words.then}</h2><ol>${steps}</ol>
<div class="row gap3"><a class="btn primary" href="${actor ? FORM : ACCOUNT_PATH}">${words.next}</a><a class="btn" href="/providers">${words.find}</a></div></main>`;
  return { locale, title: words.title, path: WELCOME_PATH, body };
}

const said = (locale: PageLocale, reason: string): string => WELCOME_WORDS[locale].reasons[reason] ?? WELCOME_WORDS[locale].refused;

const alert = (id: string, tone: 'bad' | 'info' | 'ok', text: string): Html => html`<div class="note ${tone} gap2" role="${tone === 'bad' ? 'alert' : 'status'}">${icon(tone === 'bad' ? 'circle-alert' : 'info')}<p id="${id}">${text}</p></div>`;

const input = (name: string, label: string, value: string | undefined, more: Html): Html => html`<p class="field"><label for="${name}">${label}</label><input class="in" id="${name}" name="${name}" required value="${value}"${more}></p>`;

function createForm({ locale, countries, form, reason }: AccountAt): Html {
  const { account: words } = WELCOME_WORDS[locale];
  const names = new Intl.DisplayNames([locale], { type: 'region' });
  const options = countries.map((code) => [code, names.of(code) ?? code] as const).sort(([, one], [, other]) => one.localeCompare(other, locale));
  const choices = options.map(([code, name]) => html`<option value=${code}${code === form.country && html` selected`}>${name}</option>`);
  return html`<section class="ask"><h2 class="h2">${words.create}</h2><p class="sm t2 gap1">${words.createText}</p>${reason !== undefined && alert('error', 'bad', said(locale, reason))}
<form method="post" action="${ACCOUNT_PATH}">${input('companyName', words.companyName, form.companyName, html` maxlength="200" autocomplete="organization"`)}
<div class="field"><label for="country">${words.country}</label><select class="in" id="country" name="country" required><option value="">${words.choose}</option>${choices}</select></div>
${input('firstName', words.firstName, form.firstName, html` maxlength="80" autocomplete="given-name"`)}${input('lastName', words.lastName, form.lastName, html` maxlength="80" autocomplete="family-name"`)}
<p class="field"><label for="email">${words.email}</label><input class="in" id="email" name="email" type="email" required maxlength="254" autocomplete="email" value="${form.email}" aria-describedby="email-hint"><span class="hint" id="email-hint">${words.emailHint}</span></p>
<div class="go"><button class="btn primary">${words.submit}</button></div></form></section>`;
}

function lookForm({ locale, lookup }: AccountAt): Html {
  const { account: words } = WELCOME_WORDS[locale];
  const found = lookup && ('reason' in lookup ? alert('looked', 'bad', said(locale, lookup.reason)) : alert('looked', lookup.exists ? 'info' : 'ok', lookup.exists ? words.exists(lookup.domain) : words.missing(lookup.domain)));
  return html`<details class="gap3"${lookup && html` open`}><summary class="b">${words.look}</summary><p class="sm t2 gap1">${words.lookText}</p><form action="${ACCOUNT_PATH}"><p class="field"><label for="domain">${words.domain}</label><input class="in" id="domain" name="domain" maxlength="254" required value="${lookup && 'domain' in lookup ? lookup.domain : ''}"></p><p class="gap2"><button class="btn">${words.lookButton}</button></p></form>${found}</details>`;
}

/** Signs in with the company's account, or makes one (ENR-03 to ENR-05). */
export function accountPage(at: AccountAt): PageContent {
  const { account: words } = WELCOME_WORDS[at.locale];
  const { actor } = at;
  const present = actor
    ? html`<p class="gap1">${words.signedIn(actor.name, actor.organisationName)}</p><div class="row gap2"><a class="btn primary" href="${FORM}">${words.goOn}</a></div>`
    : html`<p class="sm t2 gap1">${words.signInText}</p><div class="row gap2"><a class="btn primary" href="/auth/sign-in?returnTo=${encodeURIComponent(FORM)}">${words.signInButton}</a></div>`;
  const body = html`<main id="main" class="doc narrow"><h1 class="title gap4">${words.title}</h1><p class="lead t2 gap1">${words.lead}</p><section class="gap3"><h2 class="h2">${words.signIn}</h2>${present}${lookForm(at)}</section>${createForm(at)}</main>`;
  return { locale: at.locale, title: words.title, path: ACCOUNT_PATH, body };
}

/** The mail with the link to choose a password is on its way. */
export function sentPage({ locale, email }: { readonly locale: PageLocale; readonly email: string }): PageContent {
  const { sent: words } = WELCOME_WORDS[locale];
  const body = html`<main id="main" class="doc narrow"><h1 class="title gap4">${words.title}</h1><p class="lead gap1">${words.text(email)}</p><p class="sm t2 gap2">${words.nothing}</p><div class="row gap3"><a class="btn" href="/auth/sign-in?returnTo=${encodeURIComponent(FORM)}">${words.signIn}</a></div></main>`;
  return { locale, title: words.title, path: ACCOUNT_PATH, body };
}
