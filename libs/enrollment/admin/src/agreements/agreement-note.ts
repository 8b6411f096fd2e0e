import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Agreement } from '@tandem/enrollment-contract';
import { Note, Session, When, Words } from '@tandem/platform-admin';
import type { Tone } from '@tandem/platform-admin';

interface Said {
  readonly tone: Tone;
  /** Part of the keys of its words. */
  readonly key: 'signed' | 'newVersion' | 'forReseller' | 'waits' | 'mpnFirst' | 'notYet';
  readonly rule?: string;
}

/** Where the organisation stands with an agreement, in one note: signed, awaited, or what has to come before (AGR-04, MPN-07). */
@Component({
  selector: 'td-agreement-note',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Note, RouterLink],
  template: `
    @let note = said();
    <td-note [tone]="note.tone" [title]="words.t('agreements.note.' + note.key + '.title', facts())" [rule]="note.rule">
      {{ words.t('agreements.note.' + note.key + '.text', facts()) }}
      @if (!maySign && agreement().awaited) {
        {{ words.t('agreements.note.whoSigns', facts()) }}
      }
      @if (link(); as way) {
        <p class="acts" ngProjectAs="[acts]"><a class="btn sm" [routerLink]="way.to">{{ words.t(way.word) }}</a></p>
      }
    </td-note>
  `,
})
export class AgreementNote {
  readonly agreement = input.required<Agreement>();
  /** On a page where it can be signed there is no need for a way there. */
  readonly leads = input(true);
  protected readonly words = inject(Words);
  private readonly when = inject(When);
  private readonly session = inject(Session);
  protected readonly maySign = this.session.may('agreement.sign');

  protected readonly said = computed((): Said => {
    const { state, lockedBy } = this.agreement();
    if (state === 'accepted') return { tone: 'ok', key: 'signed' };
    if (lockedBy === 'MPN_REQUIRED') return { tone: 'warn', key: 'mpnFirst', rule: 'MPN-07' };
    if (lockedBy === 'NOT_QUALIFIED') return { tone: 'info', key: 'notYet', rule: 'AGR-02' };
    if (state === 'superseded') return { tone: 'warn', key: 'newVersion' };
    return { tone: 'warn', key: this.session.holds('indirect_reseller') ? 'forReseller' : 'waits' };
  });
  protected readonly facts = computed(() => {
    const { versionRank, signature, effectiveFrom } = this.agreement();
    const { name } = this.session.me().organisation;
    return { version: signature && this.said().key === 'signed' ? signature.versionRank : versionRank, from: this.when.date(effectiveFrom), date: this.when.date(signature?.dateSigned), name: signature?.name ?? '', organisation: name };
  });
  protected readonly link = computed(() => {
    if (this.said().key === 'mpnFirst') return { to: '/settings/locations', word: 'agreements.note.toLocations' };
    if (!this.leads() || this.said().key === 'notYet') return null;
    return { to: '/settings/agreements', word: this.agreement().awaited && this.maySign ? 'agreements.note.toSigning' : 'agreements.note.toAgreements' };
  });
}
