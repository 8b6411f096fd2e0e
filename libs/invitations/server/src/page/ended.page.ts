import { html, icon, moment } from '@tandem/platform-server';
import type { Html, PageContent } from '@tandem/platform-server';
import { whoField } from './invite.page';
import type { InviteAt } from './invite.page';
import { INVITE_WORDS } from './invite.words.data';
import type { EndWords } from './invite.words.data';
import type { Sight } from './look-at-invitation';

const DAY = 86_400_000;

type Tone = 'ok' | 'warn' | 'bad';
const ICONS = { ok: 'circle-check', warn: 'clock', bad: 'circle-alert' } as const;

function ending(at: InviteAt, tone: Tone, { mark, title, lead }: EndWords, facts: readonly (readonly [string, string])[], actions: Html, footer?: string): PageContent {
  const rows = facts.map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`);
  const body = html`<main id="main" class="doc narrow"><p class="gap4"><span class="pill ${tone}">${icon(ICONS[tone])}${mark}</span></p><h1 class="title gap1">${title}</h1><p class="lead t2 gap1">${lead}</p>${rows.length > 0 && html`<dl class="facts gap3">${rows}</dl>`}<div class="row gap3">${actions}</div></main>`;
  return { locale: at.locale, title, path: at.path, body, ...(footer === undefined ? {} : { footer: html`<span>${footer}</span>` }), ...whoField(at) };
}

/** The page of a link that names nothing. */
export function unknownPage(at: InviteAt): PageContent {
  const words = INVITE_WORDS[at.locale];
  return ending(at, 'bad', words.unknown, [], html`<a class="btn" href="/">${words.home}</a>`);
}

/** The page of a link that has ended: what has become of it, what that means, and the way on; of the inviter only the name (INV-07). */
export function endedPage(sight: Extract<Sight, { is: 'ended' }>, at: InviteAt, now: Date): PageContent {
  const { invitation, inviter, state, mine, kind } = sight;
  const { locale, path } = at;
  const words = INVITE_WORDS[locale];
  const by = [words.invitedBy, inviter.name] as const;
  const home = html`<a class="btn" href="/">${words.home}</a>`;
  if (state !== 'expired') {
    const answered = mine && invitation.answeredAt ? [[words.answered, moment(invitation.answeredAt, locale)] as const] : [];
    if (state === 'accepted' && mine) return ending(at, 'ok', words.mine, [by, ...answered], html`<a class="btn primary" href="${kind.landing}">${words.toPartner}</a>`);
    return ending(at, 'warn', words.ends[state], [by], home);
  }
  const until = invitation.expiresAt === null ? [] : [[words.validUntil, moment(invitation.expiresAt, locale)] as const];
  const asked = invitation.renewalRequestedAt;
  if (asked !== null && now.getTime() - asked.getTime() < DAY) {
    const again = words.again(moment(new Date(asked.getTime() + DAY), locale));
    const said = { mark: words.askedMark, title: words.askedTitle(inviter.name), lead: words.askedLead };
    return ending(at, 'ok', said, [by, ...until, [words.asked, `${moment(asked, locale)}. ${again}`]], home, words.footerEnded);
  }
  const ask = html`<form method="post" action="${path}/renew"><button class="btn primary">${words.askForLink}</button></form>`;
  return ending(at, 'warn', words.ends.expired, [by, ...until, [words.newLink, words.newLinkTo]], ask, words.footerEnded);
}
