import { inject, InjectionToken } from '@angular/core';
import type { Action } from '@tandem/platform-contract';
import { Session } from '../session/session';
import type { IconName } from '../ui/icon';

/** An act that the palette offers beside the pages of the menu; absent for whoever may not do it. */
export interface PaletteEntry {
  /** Names it among all entries; recent ones are remembered by it. */
  readonly id: string;
  /** Key of its word: verb first. */
  readonly label: string;
  readonly icon: IconName;
  /** The permission it needs; none: everybody who is signed in. */
  readonly action?: Action;
  /** Narrows further. */
  readonly when?: (session: Session) => boolean;
  /** The address it leads to, or what makes its act; called once, where injection works. */
  readonly does: string | (() => () => unknown);
}

/** A record that was found, and the address that opens it. */
export interface FoundRecord {
  readonly id: string;
  readonly name: string;
  /** What tells it from others of the same name: its state, country, date. */
  readonly detail: string;
  readonly path: string;
}

/** Records of one kind, searched by what is typed into the palette. */
export interface RecordSearch {
  /** Key of the group's word. */
  readonly label: string;
  readonly icon: IconName;
  readonly action: Action;
  readonly when?: (session: Session) => boolean;
  /** Makes the search; called once, where injection works. It finds a handful, best first. */
  readonly make: () => (text: string) => Promise<readonly FoundRecord[]>;
}

/** The acts of all contexts. */
export const PALETTE = new InjectionToken<readonly PaletteEntry[]>('acts of the palette');
/** The searches of all contexts. */
export const RECORD_SEARCHES = new InjectionToken<readonly RecordSearch[]>('records the palette finds');

/** Those that the signed-in person may use. Needs an injection context and a loaded session. */
export function permitted<Given extends { readonly action?: Action; readonly when?: (session: Session) => boolean }>(all: readonly Given[] | null): Given[] {
  const session = inject(Session);
  return (all ?? []).filter((one) => (!one.action || session.may(one.action)) && (one.when?.(session) ?? true));
}
