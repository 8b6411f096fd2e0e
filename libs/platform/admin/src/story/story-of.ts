import { computed, effect, inject, signal, untracked } from '@angular/core';
import type { Signal } from '@angular/core';
import type { TimelineLine } from '@tandem/platform-contract';
import type { Moment } from '../ui/timeline';
import { Story } from './story';

/** A record's timeline, as it came and as sentences; read again when the record or its version changes. Needs an injection context. */
export function storyOf(record: Signal<unknown>, read: () => Promise<{ readonly items: readonly TimelineLine[] }>): { readonly moments: Signal<readonly Moment[]>; readonly lines: Signal<readonly TimelineLine[]> } {
  const story = inject(Story);
  const lines = signal<readonly TimelineLine[]>([]);
  effect(() => {
    record();
    // A panel stands without its timeline; what could not be read is read with the next change.
    untracked(() => void read().then(({ items }) => lines.set(items), () => undefined));
  });
  return { moments: computed(() => story.momentsOf(lines())), lines };
}
