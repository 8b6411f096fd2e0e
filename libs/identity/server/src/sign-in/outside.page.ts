import { BRAND, html } from '@tandem/platform-server';
import type { PageContent, PageLocale } from '@tandem/platform-server';
import { OUTSIDE_WORDS } from './outside.words';
import { brokenPage } from './sign-in.page';
import type { PageAt } from './sign-in.page';
import type { SignInRefusal } from './relying-party';

/** Where people sign in when it is not here: one link. */
export function outsidePage({ locale, path, label, location }: PageAt & { readonly label: string; readonly location: string }): PageContent {
  const words = OUTSIDE_WORDS[locale];
  const body = html`<main id="main" class="one"><div>${BRAND}</div><h1 class="title gap4">${words.title}</h1><p class="t2 gap1">${words.lead(label)}</p>
<p class="gap3"><a class="btn primary wide" href="${location}">${words.go(label)}</a></p><p class="sm t2 gap3">${words.invited}</p></main>`;
  return { locale, title: words.title, path, bare: true, body };
}

/** What kept somebody from signing in, and what to do about it. */
export function refusedPage(locale: PageLocale, refused: SignInRefusal, label = 'Tandem'): PageContent {
  if (refused === 'broken') return brokenPage(locale);
  const words = OUTSIDE_WORDS[locale];
  const { title, text } = words.refused[refused];
  const body = html`<main id="main" class="doc narrow"><h1 class="title">${title}</h1><p class="gap2">${text(label)}</p><p class="gap3"><a class="btn primary" href="/auth/sign-in">${words.again}</a></p></main>`;
  return { locale, title, path: '/auth/sign-in', body };
}

/** Signed out here; the outside issuer may still know the person. */
export function signedOutPage(locale: PageLocale, label = 'Tandem'): PageContent {
  const words = OUTSIDE_WORDS[locale];
  const body = html`<main id="main" class="doc narrow"><h1 class="title">${words.signedOut}</h1><p class="gap2">${words.signedOutText(label)}</p><p class="gap3"><a class="btn primary" href="/auth/sign-in">${words.signIn}</a></p></main>`;
  return { locale, title: words.signedOut, path: '/auth/signed-out', body };
}
