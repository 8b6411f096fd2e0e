import { Html } from './html';
import { ICONS } from './icon.data';
import type { IconName } from './icon.data';

/** An icon that accompanies a word; hidden from assistive technology, because the word says it. `large` is 20 px, else 16 px. */
export const icon = (name: IconName, size?: 'large'): Html =>
  new Html(`<svg class="i${size ? ' l' : ''}" viewBox="0 0 24 24" aria-hidden="true">${ICONS[name]}</svg>`);

/** The mark: two rings on one bar, the right one in accent. */
export const MARK = new Html(
  '<svg class="mark" viewBox="0 0 26 16" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true"><circle cx="7" cy="9" r="5.75"/><circle class="acc" cx="19" cy="9" r="5.75"/><path d="M7 9h12"/></svg>',
);
