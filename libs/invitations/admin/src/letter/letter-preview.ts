import { ChangeDetectionStrategy, Component, computed, inject, input, signal, ViewEncapsulation } from '@angular/core';
import { Icon, When, Words } from '@tandem/platform-admin';
import type { Language } from '@tandem/platform-admin';
import { hasLink, piecesOf } from './letter-text';

type Paragraph = { readonly kind: 'words' | 'link' | 'gap'; readonly words: string };
const LINK: Paragraph = { kind: 'link', words: '' };
const GAP: Paragraph = { kind: 'gap', words: '' };
const wordsOf = (text: string): Paragraph[] => text.split(/\n{2,}/).map((words) => ({ kind: 'words' as const, words: words.trim() })).filter(({ words }) => words !== '');

/** How the mail will read, while it is written: as HTML with a button, or as its text part; in the recipient's language. */
@Component({
  selector: 'td-letter-preview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  encapsulation: ViewEncapsulation.None,
  imports: [Icon],
  template: `
    <div class="row ch">
      <h3 class="h3 grow">{{ words.t('invitations.preview.title') }}</h3>
      <div class="seg" role="group" [attr.aria-label]="words.t('invitations.preview.title')">
        <button type="button" [attr.aria-pressed]="!plain()" (click)="plain.set(false)">HTML</button>
        <button type="button" [attr.aria-pressed]="plain()" (click)="plain.set(true)">{{ words.t('invitations.preview.text') }}</button>
      </div>
    </div>
    <div class="preview" [attr.lang]="language()">
      <div class="mh">
        <div><span class="t2">{{ say('from') }}</span> {{ say('via', { name: sender() }) }}</div>
        <div><span class="t2">{{ say('to') }}</span> {{ to() || '–' }}</div>
        <div class="bb">{{ subject() || '–' }}</div>
      </div>
      <div class="mb">
        @if (plain()) {
          <pre>{{ text() }}</pre>
        } @else {
          @for (paragraph of paragraphs(); track $index) {
            @switch (paragraph.kind) {
              @case ('link') {<div><span class="face">{{ say('button') }}</span></div>}
              @case ('gap') {<div class="gap"><td-icon name="unlink" />{{ say('noLink') }}</div>}
              @default {<p class="words">{{ paragraph.words }}</p>}
            }
          }
        }
        @if (plain() && !complete()) {<div class="gap"><td-icon name="unlink" />{{ say('noLink') }}</div>}
        <p class="fin">{{ footer() }}</p>
      </div>
    </div>
  `,
})
export class LetterPreview {
  readonly text = input.required<string>();
  readonly subject = input.required<string>();
  readonly link = input.required<string>();
  readonly language = input.required<Language>();
  readonly sender = input.required<string>();
  readonly to = input.required<string>();
  /** Where the link stood, when it is missing. */
  readonly gapAt = input<number | null>(null);
  readonly expiresAt = input<string | undefined>();
  protected readonly words = inject(Words);
  private readonly when = inject(When);
  protected readonly plain = signal(false);
  protected readonly complete = computed(() => hasLink(this.text(), this.link()));
  protected readonly paragraphs = computed((): Paragraph[] => {
    if (this.complete()) return piecesOf(this.text(), this.link()).flatMap((piece) => ('link' in piece ? [LINK] : wordsOf(piece.words)));
    const at = this.gapAt() ?? this.text().length;
    return [...wordsOf(this.text().slice(0, at)), GAP, ...wordsOf(this.text().slice(at))];
  });
  protected readonly footer = computed(() => {
    const until = this.expiresAt();
    return until ? this.say('footer', { until: this.when.dateIn(until, this.language()), name: this.sender() }) : this.say('footerOpen', { name: this.sender() });
  });

  protected say(key: string, params: Readonly<Record<string, unknown>> = {}): string {
    return this.words.tIn(this.language(), `invitations.preview.mail.${key}`, params);
  }
}
