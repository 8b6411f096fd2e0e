import { iconElement } from '@tandem/platform-admin';
import type { Words } from '@tandem/platform-admin';

/** What a screen reader says of the locked node. */
export const lockedLabel = (words: Words): string => words.t('invitations.letter.lockedLabel');

/** The personal link as one node that cannot be typed into, but dragged and focused. */
export function lockedNode(link: string, words: Words): HTMLElement {
  const node = document.createElement('span');
  node.className = 'lk';
  node.contentEditable = 'false';
  node.draggable = true;
  node.tabIndex = 0;
  node.role = 'img';
  node.ariaLabel = lockedLabel(words);
  node.dataset['link'] = link;
  const name = document.createElement('b');
  name.textContent = words.t('invitations.letter.personalLink');
  const token = link.slice(link.lastIndexOf('/') + 1);
  node.append(iconElement('lock'), name, ` …/invite/${token.replace(/^(.{4}).*(.{4})$/, '$1…$2')}`);
  return node;
}

/** The mark where a deleted link stood; it stands for no text. */
export function markNode(words: Words): HTMLElement {
  const node = document.createElement('span');
  node.className = 'gap';
  node.contentEditable = 'false';
  node.dataset['gap'] = '';
  node.append(iconElement('unlink'), ` ${words.t('invitations.letter.stoodHere')}`);
  return node;
}
