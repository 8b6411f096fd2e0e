import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import type { AgreementChange, AgreementComparison, AgreementLanguage } from '@tandem/enrollment-contract';
import { AGREEMENT_LANGUAGES } from '@tandem/enrollment-contract';
import { Words } from '@tandem/platform-admin';

/** Lines around a change that are shown though they stayed; longer runs are folded. */
const AROUND = 2;

interface Part {
  readonly kind: AgreementChange['kind'] | 'folded';
  readonly lines: readonly string[];
}

/** Changes with long unchanged runs folded to what stands next to a change. */
export function foldedChanges(changes: readonly AgreementChange[]): Part[] {
  return changes.flatMap(({ kind, lines }, at): Part[] => {
    if (kind !== 'same') return [{ kind, lines }];
    const before = at === 0 ? 0 : AROUND;
    const after = at === changes.length - 1 ? 0 : AROUND;
    const hidden = lines.slice(before, lines.length - after);
    if (hidden.length <= AROUND) return [{ kind, lines }];
    const parts: Part[] = [{ kind, lines: lines.slice(0, before) }, { kind: 'folded', lines: hidden }, { kind, lines: lines.slice(lines.length - after) }];
    return parts.filter((part) => part.lines.length > 0);
  });
}

/** What a version changes of the one before, line by line, in one language at a time. */
@Component({
  selector: 'td-agreement-changes',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="row wrap">
      <p class="sm t2 grow">{{ words.t(comparison().against ? 'agreements.against' : 'agreements.againstNothing', { version: comparison().against?.versionRank }) }}</p>
      <div class="seg" role="group" [attr.aria-label]="words.t('agreements.textLanguage')">
        @for (one of languages; track one) {
          <button type="button" [attr.aria-pressed]="language() === one" (click)="chosen.set(one)">{{ words.t('agreements.languages.' + one) }}</button>
        }
      </div>
    </div>
    <div class="lines" tabindex="0" role="region" [attr.aria-label]="words.t('agreements.changes')" [attr.lang]="language()">
      @for (part of parts(); track $index) {
        @switch (part.kind) {
          @case ('added') {<ins><span class="vh">{{ words.t('agreements.added') }}</span>@for (line of part.lines; track $index) {<span class="line">{{ line }}</span>}</ins>}
          @case ('removed') {<del><span class="vh">{{ words.t('agreements.removed') }}</span>@for (line of part.lines; track $index) {<span class="line">{{ line }}</span>}</del>}
          @case ('folded') {<p class="fold">{{ words.count('agreements.unchanged', part.lines.length) }}</p>}
          @default {<div>@for (line of part.lines; track $index) {<span class="line">{{ line }}</span>}</div>}
        }
      }
    </div>
  `,
  styles: `
    :host { display: block; }
    .lines { max-height: 420px; margin-top: 8px; padding: 8px 0; overflow-y: auto; border: 1px solid var(--line-2); border-radius: var(--r-panel); background: var(--surface); font-size: 13px; line-height: 20px; }
    .line { display: block; min-height: 20px; padding: 0 12px 0 28px; text-indent: -16px; overflow-wrap: anywhere; }
    ins, del { display: block; text-decoration: none; }
    ins { background: var(--ok-soft); }
    del { background: var(--bad-soft); }
    ins .line::before { content: '+ '; color: var(--ok); font-family: var(--mono); }
    del .line::before { content: '− '; color: var(--bad); font-family: var(--mono); }
    .fold { padding: 2px 12px 2px 28px; color: var(--text-2); background: var(--surface-2); }
  `,
})
export class AgreementChanges {
  readonly comparison = input.required<AgreementComparison>();
  protected readonly words = inject(Words);
  protected readonly languages = AGREEMENT_LANGUAGES;
  protected readonly chosen = signal<AgreementLanguage | null>(null);
  protected readonly language = computed(() => this.chosen() ?? this.words.language());
  protected readonly parts = computed(() => foldedChanges(this.comparison().documents[this.language()]));
}
