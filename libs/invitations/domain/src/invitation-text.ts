import type { Refusal } from '@tandem/platform-kernel';
import { LINK_PATH } from './link-path';

/** Subject and text of an invitation, as its inviter left them. */
export interface InvitationText {
  readonly subject: string;
  readonly body: string;
}

const ANY_LINK = /https?:\/\/[^\s<>"]+/gi;
// What a sentence or a bracket puts behind an address; a signature never ends with one of these.
const TRAILING = /[.,;:!?)\]}'’“”»*]+$/;
const TOKEN_LIKE = /\/invite\/k[0-9a-f]{8}\.[0-9a-f-]{36}\./i;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
const origin = (url: string): string => url.slice(0, url.indexOf(LINK_PATH));

/** The addresses in a text that lead to an invitation: below our own path, or made like our links on another host. */
function invitationLinks(body: string, url: string): string[] {
  const own = (origin(url) + LINK_PATH).toLowerCase();
  const found = [...body.matchAll(ANY_LINK)].map(([link]) => link.replace(TRAILING, ''));
  return found.filter((link) => link.toLowerCase().startsWith(own) || TOKEN_LIKE.test(link));
}

/**
 * What keeps a text from being sent (INV-04, INV-10): the exact personal link must be in it at least once, no other invitation's
 * link and no altered or outdated copy may be, and the subject must be there and fit into a header. `url` is the present link.
 */
export function refusalsOfText({ subject, body }: InvitationText, url: string): Refusal[] {
  const links = invitationLinks(body, url);
  const refusals: Refusal[] = [];
  if (subject.trim() === '') refusals.push({ rule: 'INV-01', reason: 'SUBJECT_MISSING', kind: 'invalid', field: 'emailDraft.subject' });
  if (!links.includes(url)) refusals.push({ rule: 'INV-04', reason: 'LINK_MISSING', kind: 'invalid', field: 'emailDraft.body' });
  if (links.some((link) => link !== url)) refusals.push({ rule: 'INV-04', reason: 'LINK_FOREIGN', kind: 'invalid', field: 'emailDraft.body' });
  return refusals;
}

/** Where a link can be broken: quoted-printable's soft break, a plain one, and what a quotation begins its lines with. */
const BREAK = /=?\r?\n[ \t>]*/y;

/** Where the copy of the link that begins at `start` ends, breaks in it included; -1 when there is none. */
function endOfCopy(body: string, url: string, start: number): number {
  let at = start;
  for (const [place, character] of [...url].entries()) {
    BREAK.lastIndex = at;
    if (place > 0 && !body.startsWith(character, at) && BREAK.test(body)) at = BREAK.lastIndex;
    if (!body.startsWith(character, at)) return -1;
    at += character.length;
  }
  return at;
}

/** Joins a link that a mail program or an editor has broken over several lines; everything else stays as it was typed. */
export function mendLink(body: string, url: string): string {
  // By hand: every link is another pattern, and compiling one costs more than all the rest of a draft.
  let [mended, taken] = ['', 0];
  const scheme = url.slice(0, 1);
  for (let at = body.indexOf(scheme); at >= 0; at = body.indexOf(scheme, at)) {
    const end = endOfCopy(body, url, at);
    if (end >= 0) [mended, taken] = [mended + body.slice(taken, at) + url, end];
    at = end >= 0 ? end : at + 1;
  }
  return mended + body.slice(taken);
}

/** Puts the new link in the place of the old one, in a text that may have been edited around it. */
export const replaceLink = (body: string, old: string, url: string): string => mendLink(body, old).replaceAll(old, url);

/** The text as HTML: escaped, paragraphs and lines kept, the personal link clickable (INV-04, INV-10). */
export function htmlOfText(body: string, url: string): string {
  const link = escaped(url);
  const paragraphs = body.replace(/\r\n?/g, '\n').trim().split(/\n{2,}/);
  return paragraphs.map((paragraph) => `<p>${escaped(paragraph).replaceAll(link, `<a href="${link}">${link}</a>`).replaceAll('\n', '<br>')}</p>`).join('\n');
}

/** A `mailto:` address with recipient, subject and text (INV-03; RFC 6068: line breaks are `%0D%0A`). */
export function mailtoOf({ subject, body }: InvitationText, email?: string): string {
  const encoded = (text: string): string => encodeURIComponent(text.replace(/\r\n?|\n/g, '\r\n')).replace(/['()*!]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `mailto:${encoded(email ?? '')}?subject=${encoded(subject)}&body=${encoded(body)}`;
}
