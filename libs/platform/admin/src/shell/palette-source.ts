import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Words } from '../i18n/words';
import type { IconName } from '../ui/icon';
import { fit } from './match';
import { menuOf } from './menu-entry';
import { PALETTE, permitted, RECORD_SEARCHES } from './palette-entry';
import type { FoundRecord, PaletteEntry } from './palette-entry';
import { Recents } from './recents';
import { SHELL_ACTS } from './shell-acts';

/** A line of the palette. */
export interface PaletteItem {
  readonly id: string;
  readonly icon: IconName;
  readonly name: string;
  readonly detail: string;
  /** The keys that do the same. */
  readonly caps: readonly string[];
  readonly run: () => unknown;
}

/** Lines of one kind under their heading. */
export interface PaletteGroup {
  /** Key of its word. */
  readonly label: string;
  readonly items: readonly PaletteItem[];
}

/** Until typing counts as paused (milliseconds). */
const PAUSE = 200;
/** From how many letters on records are searched. */
const LEAST = 2;

/** What the palette shows for what is typed: pages and acts at once, records of every context after a pause. */
@Injectable()
export class PaletteSource {
  private readonly words = inject(Words);
  private readonly router = inject(Router);
  private readonly recents = inject(Recents);
  private readonly searches = permitted(inject(RECORD_SEARCHES, { optional: true })).map((search) => ({ ...search, find: search.make() }));
  private readonly typed = signal('');
  private readonly records = signal<readonly PaletteGroup[]>([]);
  private readonly searching = signal(false);
  private readonly broken = signal(false);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;

  private readonly pages = menuOf().map((entry) => ({ id: `page:${entry.path}`, label: entry.label, icon: entry.icon, caps: ['g', entry.key], run: () => this.go(`/${entry.path}`) }));
  private readonly acts = permitted([...(inject(PALETTE, { optional: true }) ?? []), ...SHELL_ACTS]).map((entry) => ({ id: entry.id, label: entry.label, icon: entry.icon, caps: [], run: this.actOf(entry) }));

  readonly text = this.typed.asReadonly();
  /** Records are being searched. */
  readonly busy = this.searching.asReadonly();
  /** Some records could not be searched. */
  readonly failed = this.broken.asReadonly();
  readonly groups = computed((): PaletteGroup[] => {
    const [pages, acts] = [this.pages, this.acts].map((entries) => entries.map((entry) => this.itemOf(entry)));
    const typed = this.typed().trim();
    const groups = typed === '' ? [this.recentOf([...(pages ?? []), ...(acts ?? [])]), { label: 'palette.pages', items: pages ?? [] }, { label: 'palette.actions', items: acts ?? [] }] : [{ label: 'palette.pages', items: best(pages, typed) }, { label: 'palette.actions', items: best(acts, typed) }, ...this.records()];
    return groups.filter((group) => group.items.length > 0);
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.timer);
      this.turn += 1;
    });
  }

  /** Takes what is typed. */
  type(text: string): void {
    this.typed.set(text);
    this.turn += 1;
    clearTimeout(this.timer);
    const wanted = text.trim();
    const searched = wanted.length >= LEAST && this.searches.length > 0;
    this.searching.set(searched);
    this.broken.set(false);
    if (searched) this.timer = setTimeout(() => void this.search(wanted), PAUSE);
    else this.records.set([]);
  }

  /** Searches the records again after it failed. */
  again(): void {
    this.type(this.typed());
  }

  private async search(wanted: string): Promise<void> {
    const { turn } = this;
    const answers = await Promise.allSettled(this.searches.map((search) => search.find(wanted)));
    if (turn !== this.turn) return;
    this.records.set(answers.map((answer, index) => ({ label: this.searches[index]?.label ?? '', items: answer.status === 'fulfilled' ? answer.value.map((record) => this.recordOf(record, this.searches[index]?.icon ?? 'search')) : [] })));
    this.broken.set(answers.some((answer) => answer.status === 'rejected'));
    this.searching.set(false);
  }

  private actOf({ does }: PaletteEntry): () => unknown {
    return typeof does === 'string' ? () => this.go(does) : does();
  }

  private itemOf({ id, label, icon, caps, run }: { id: string; label: string; icon: IconName; caps: readonly string[]; run: () => unknown }): PaletteItem {
    return { id, icon, name: this.words.t(label), detail: '', caps, run: () => this.noted(id, run) };
  }

  private recordOf(record: FoundRecord, icon: IconName): PaletteItem {
    const id = `record:${record.id}`;
    return { id, icon, name: record.name, detail: record.detail, caps: [], run: () => this.noted(id, () => this.go(record.path), record) };
  }

  private recentOf(entries: readonly PaletteItem[]): PaletteGroup {
    const records = this.recents.found().map((record) => this.recordOf(record, 'clock-fading'));
    const known = new Map([...entries, ...records].map((item) => [item.id, item]));
    // An entry stands in two groups; its line needs an id of its own.
    return { label: 'palette.recent', items: this.recents.ids().flatMap((id) => known.get(id) ?? []).map((item) => ({ ...item, id: `recent:${item.id}` })) };
  }

  private noted(id: string, run: () => unknown, record?: FoundRecord): unknown {
    this.recents.note(id, record);
    return run();
  }

  private go(path: string): Promise<boolean> {
    return this.router.navigateByUrl(path);
  }
}

/** The lines that fit, best first. */
function best(items: readonly PaletteItem[] = [], typed: string): PaletteItem[] {
  return items
    .map((item) => ({ item, rank: fit(item.name, typed) }))
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank)
    .map(({ item }) => item);
}
