import { ChangeDetectionStrategy, Component, computed, ElementRef, inject, input, model, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { listMpnLocations } from '@tandem/identity-contract';
import type { MpnLocation } from '@tandem/identity-contract';
import { ApiClient, FaultWords, Help, Icon, ListSource, Words } from '@tandem/platform-admin';

type Row = MpnLocation & { readonly id: string };

/** Rows read at once; with more of them one searches. */
const PAGE = 50;
/** From so many on a search is worth its place. */
const MANY = 8;
const PAUSE = 200;

/** Chooses MPN locations of the own organisation: ticks in a list that can be searched. Arrow keys move, Space ticks. What is chosen stays, also while something else is searched for. */
@Component({
  selector: 'td-location-choice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Help, Icon, RouterLink],
  templateUrl: './location-choice.html',
  styleUrl: './location-choice.css',
  host: { '(keydown)': 'move($event)' },
})
export class LocationChoice {
  /** Begins the ids of its parts. */
  readonly id = input.required<string>();
  readonly label = input.required<string>();
  readonly chosen = model.required<readonly string[]>();
  protected readonly words = inject(Words);
  protected readonly faults = inject(FaultWords);
  private readonly api = inject(ApiClient);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly search = signal('');
  private timer: ReturnType<typeof setTimeout> | undefined;
  protected readonly list = new ListSource<Row, string>(this.search, async (search, continuation) => {
    const page = await this.api.call(listMpnLocations, { query: { type: 'location', search: search || undefined, size: PAGE }, ...(continuation === undefined ? {} : { continuation }) });
    return { ...page, items: page.items.map((location) => ({ ...location, id: location.mpnId })) };
  });
  /** Those that a role can be given for; of a closed one only what is chosen is told, to be taken away. */
  protected readonly open = computed(() => this.list.rows().filter(({ status, mpnId }) => status === 'active' || this.chosen().includes(mpnId)));
  /** Chosen ones that are not among the rows. */
  protected readonly beyond = computed(() => (this.search() === '' ? this.chosen().filter((mpnId) => !this.list.rows().some((row) => row.mpnId === mpnId)) : []));
  protected readonly searches = computed(() => this.search() !== '' || this.list.hasMore() || this.list.rows().length >= MANY);

  protected type(text: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search.set(text.trim()), PAUSE);
  }

  protected tick(mpnId: string): void {
    const chosen = this.chosen();
    this.chosen.set(chosen.includes(mpnId) ? chosen.filter((other) => other !== mpnId) : [...chosen, mpnId]);
  }

  /** Arrow keys go through search and ticks; Enter in the search saves nothing. */
  protected move(event: KeyboardEvent): void {
    const stops = [...this.host.querySelectorAll<HTMLElement>('input')];
    const at = stops.indexOf(event.target as HTMLElement);
    if (at < 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined || (event.key === 'Enter' && !event.ctrlKey && !event.metaKey)) event.preventDefault();
    if (step !== undefined) stops[at + step]?.focus();
  }
}
