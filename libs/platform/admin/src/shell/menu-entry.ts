import { inject, InjectionToken } from '@angular/core';
import type { Signal } from '@angular/core';
import type { Action } from '@tandem/platform-contract';
import type { Session } from '../session/session';
import type { IconName } from '../ui/icon';
import { permitted } from './palette-entry';

/** An entry of the main menu. It is absent, not greyed, for whoever may not use its page (SCR-00). */
export interface MenuEntry {
  readonly path: string;
  /** Key of its word. */
  readonly label: string;
  readonly icon: IconName;
  /** The permission its page needs; none: everybody who is signed in. */
  readonly action?: Action;
  /** Narrows further where an action serves two kinds of organisation. */
  readonly when?: (session: Session) => boolean;
  /** How many things wait on its page; `hot` when they need somebody. Called once, where injection works. */
  readonly count?: () => Signal<{ readonly count: number; readonly hot: boolean }>;
  /** Letter that leads here after `g`. */
  readonly key: string;
  /** Place in the menu. */
  readonly order: number;
}

/** All entries of all contexts. */
export const MENU = new InjectionToken<readonly MenuEntry[]>('menu entries');

/** The entries for the signed-in person, in order. Needs an injection context and a loaded session. */
export const menuOf = (): MenuEntry[] => permitted(inject(MENU)).sort((one, other) => one.order - other.order);
