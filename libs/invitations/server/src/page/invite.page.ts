import type { Invitation } from '@tandem/invitations-domain';
import { html, icon, MARK, moment } from '@tandem/platform-server';
import type { Actor, Html, PageContent, PageLocale } from '@tandem/platform-server';
import type { KindWords } from '../kinds/invitation-kind';
import { INVITE_WORDS } from './invite.words.data';
import type { InviteWords } from './invite.words.data';
import type { Sight, Viewer } from './look-at-invitation';

/** What every page of an invitation is made from. */
export interface InviteAt {
  readonly locale: PageLocale;
  /** Path of the page by GET; its forms go below it. */
  readonly path: string;
  readonly actor?: Actor | undefined;
  /** Whether the box was left unticked when the form was sent. */
  readonly unticked?: boolean;
}

type Open = Extract<Sight, { is: 'open' }>;

/** Where to sign in, or with another account, to come back to the invitation (PRT-06). */
export const signInPath = (path: string): string => `/auth/sign-in?returnTo=${encodeURIComponent(path)}`;

/** Who is signed in, with the way to switch. */
export const whoIs = ({ actor, locale, path }: InviteAt): Html | undefined => {
  if (!actor) return undefined;
  const words = INVITE_WORDS[locale];
  return html`${words.signedInAs} <b class="b t1">${actor.name}</b>, ${actor.organisationName} <a href="${signInPath(path)}">${words.switch}</a>`;
};

const countryName = (code: string, locale: PageLocale): string => new Intl.DisplayNames([locale], { type: 'region' }).of(code) ?? code;

function sides({ invitation, inviter, invited }: Open, kind: KindWords, locale: PageLocale): Html {
  const mpn = (id: string): Html => html` · ${INVITE_WORDS[locale].mpnId} <span class="mono">${id}</span>`;
  const contact = invitation.inviterEmail === null ? invitation.inviterName : invitation.inviterEmail;
  const left = html`<div><p class="meta t2">${kind.sides.inviter}</p><p class="b">${inviter.name}</p><p class="sm t2">${countryName(inviter.country, locale)} · ${contact}</p></div>`;
  if (!invited) return html`<div class="pair">${left}</div>`;
  const right = html`<div><p class="meta t2">${kind.sides.invited}</p><p class="b">${invited.name}</p><p class="sm t2">${countryName(invited.country, locale)}${invited.mpn && mpn(invited.mpn.mpnId)}</p></div>`;
  return html`<div class="pair">${left}<div class="mid">${MARK}</div>${right}</div>`;
}

function rights({ columns: [what, meaning, takeBack], grants, unchanged }: KindWords, words: InviteWords): Html {
  const rows = grants.map((grant) => html`<tr><td>${icon(grant.icon)}${grant.title}</td><td>${grant.meaning}</td><td>${grant.takeBack}</td></tr>`);
  const same = unchanged.map((line) => html`<li>${icon('check')}${line}</li>`);
  return html`<table class="rights"><thead><tr><th scope="col">${what}</th><th scope="col">${meaning}</th><th scope="col">${takeBack}</th></tr></thead><tbody>${rows}<tr class="same"><td>${words.unchanged}</td><td colspan="2"><ul>${same}</ul></td></tr></tbody></table>`;
}

function deadline({ expiresAt, expiryHeld }: Invitation, words: InviteWords, locale: PageLocale): Html {
  if (expiryHeld) return html`<span class="end meta t2">${words.waits}</span>`;
  return html`<span class="end meta t2">${expiresAt === null ? words.unlimited : `${words.validUntil} ${moment(expiresAt, locale)}`}</span>`;
}

function answerForms(sight: Open, kind: KindWords, { locale, path, unticked }: InviteAt): Html {
  const words = INVITE_WORDS[locale];
  const fault = unticked && html`<p class="field"><span class="err" id="tick" role="alert">${icon('circle-alert')}${words.tick}</span></p>`;
  const wrong = unticked && html` aria-invalid="true" aria-describedby="tick" autofocus`;
  return html`<section class="ask"><form method="post" action="${path}/accept"><label class="yes"><input type="checkbox" name="authorized" value="true"${wrong}><span>${kind.consent}</span></label>${fault}
<div class="go"><button class="btn primary">${kind.confirm}</button>${deadline(sight.invitation, words, locale)}</div></form>
<details class="gap2"><summary>${words.decline}</summary><form method="post" action="${path}/decline"><p class="field"><label for="reason">${words.declineReason}</label><input class="in" id="reason" name="reason" maxlength="500" aria-describedby="reason-hint"><span class="hint" id="reason-hint">${words.declineHint(sight.inviter.name)}</span></p><p class="gap2"><button class="btn">${words.declineSubmit}</button></p></form></details></section>`;
}

const note = (tone: 'info' | 'warn', title: string, text: Html): Html =>
  html`<section class="note ${tone === 'warn' && 'warn'} gap3">${icon(tone === 'warn' ? 'triangle-alert' : 'info')}<div><h2>${title}</h2>${text}</div></section>`;

/** Why a signed-in person cannot answer, and who or what can help. */
function obstacle(viewer: Exclude<Viewer, { as: 'admin' | 'stranger' }>, kind: KindWords, at: InviteAt): Html {
  const words = INVITE_WORDS[at.locale];
  const organisation = at.actor?.organisationName ?? '';
  if (viewer.as === 'inviter') return note('info', words.ownTitle, html`<p>${words.ownText}</p>`);
  const other = html`<p class="gap1">${words.wrongOrganisation} <a href="${signInPath(at.path)}">${words.switch}</a></p>`;
  if (viewer.as === 'powerless') return note('warn', words.roleTitle, html`<p>${words.roleText(organisation)} ${viewer.holders.length > 0 && words.ask(viewer.holders.join(', '))}</p>${other}`);
  const why = kind.refusals[viewer.reason];
  const next = why?.next && html`<p class="gap1"><a class="btn primary" href="${why.next.href}">${why.next.label}</a></p>`;
  return note('warn', why?.title ?? words.refusedTitle(organisation), html`<p>${why?.text}</p>${next}${other}`);
}

/** The page of an open invitation: who asks, exactly which rights, how to take them back, and what the reader can do about it. */
export function invitePage(sight: Open, at: InviteAt): PageContent {
  const { locale, path } = at;
  const words = INVITE_WORDS[locale];
  const kind = sight.kind.words(locale, { inviter: sight.inviter.name, invited: sight.invited?.name });
  const { viewer } = sight;
  const signIn = html`<section class="ask"><p>${words.signInHint}</p><div class="go"><a class="btn primary" href="${signInPath(path)}">${words.signIn}</a>${deadline(sight.invitation, words, locale)}</div></section>`;
  const below = viewer.as === 'admin' ? answerForms(sight, kind, at) : viewer.as === 'stranger' ? signIn : undefined;
  const above = viewer.as === 'admin' || viewer.as === 'stranger' ? undefined : obstacle(viewer, kind, at);
  const body = html`<main id="main" class="doc"><h1 class="title">${kind.title}</h1>${above}${sides(sight, kind, locale)}${rights(kind, words)}${below}</main>`;
  return { locale, title: kind.title, path, body, footer: html`<span>${words.footer}</span>`, ...whoField(at) };
}

/** The header's field, absent when nobody is signed in. */
export const whoField = (at: InviteAt): Pick<PageContent, 'who'> => (at.actor ? { who: whoIs(at) } : {});
