import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { CanDeactivateFn } from '@angular/router';

/** Something that was typed and is not saved. */
interface Typing {
  readonly unsaved: () => boolean;
  /** Asks whether it may be lost. */
  readonly ask: () => Promise<boolean>;
}

/** What was typed and is not saved yet; whoever would leave it asks here first. */
@Injectable({ providedIn: 'root' })
export class Unsaved {
  private readonly all = signal<readonly Typing[]>([]);

  constructor() {
    const closing = (event: Event): void => {
      if (this.all().some((typing) => typing.unsaved())) event.preventDefault();
    };
    addEventListener('beforeunload', closing);
    inject(DestroyRef).onDestroy(() => removeEventListener('beforeunload', closing));
  }

  /** Watches over something typed. @returns how to end that. */
  watch(typing: Typing): () => void {
    this.all.update((before) => [...before, typing]);
    return () => this.all.update((before) => before.filter((other) => other !== typing));
  }

  /** Whether to go on: asks only when something would be lost. */
  async leave(): Promise<boolean> {
    for (const typing of this.all()) if (typing.unsaved() && !(await typing.ask())) return false;
    return true;
  }
}

/** Keeps a page, or what is open on it, until what was typed is saved or given up; goes with `runGuardsAndResolvers`, because the address also names what is open. */
export const keepTyping: CanDeactivateFn<unknown> = () => inject(Unsaved).leave();
