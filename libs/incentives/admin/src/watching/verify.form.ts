import { afterRenderEffect, ChangeDetectionStrategy, Component, ElementRef, inject, input, output, signal, viewChild } from '@angular/core';
import { verifyIncentiveProfiles } from '@tandem/incentives-contract';
import type { IncentiveView } from '@tandem/incentives-contract';
import { ApiClient, Field, Icon, Note, saving, Words, Writes } from '@tandem/platform-admin';

type Found = 'verified' | 'problem';

/** Says what was found of the two profiles (INC-08): both right enrolls the partner, a problem goes back to it with a note. */
@Component({
  selector: 'td-verify-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, Icon, Note, Writes],
  template: `
    <form (submit)="save($event)" novalidate>
      <h2 class="sec">{{ words.t('incentives.verify.title') }}</h2>
      @if (saving.sentence(); as text) {<td-note tone="bad" [title]="words.t('panel.notDone')">{{ text }}</td-note>}
      @for (profile of profiles; track profile) {
        <fieldset [attr.aria-describedby]="wrong(profile) ? 'verify-' + profile + '-error' : null">
          <legend class="lab">{{ words.t('incentives.steps.' + profile + '_profile.name') }}</legend>
          @for (one of results; track one) {
            <label class="choice"><input type="radio" [name]="'verify-' + profile" [checked]="found()[profile] === one" (change)="choose(profile, one)" />{{ words.t('incentives.verify.' + one) }}</label>
          }
          @if (wrong(profile); as text) {<p class="err" [id]="'verify-' + profile + '-error'"><td-icon class="s" name="circle-alert" />{{ text }}</p>}
        </fieldset>
      }
      <td-field for="verify-note" [label]="words.t('incentives.verify.note')" [hint]="words.t('incentives.verify.noteHint')" [error]="wrongNote()" [rule]="saving.ruleOf('note')">
        <textarea #box class="in" id="verify-note" rows="3" maxlength="1000" [class.wrong]="wrongNote()" [attr.aria-invalid]="wrongNote() !== ''" [attr.aria-describedby]="'verify-note-' + (wrongNote() ? 'error' : 'hint')" [value]="note()" (input)="note.set(box.value)"></textarea>
      </td-field>
      <button type="submit" class="btn sm primary" [tdWrites]="saving.busy()">{{ words.t(bothRight() ? 'incentives.verify.enroll' : 'incentives.verify.save') }}</button>
    </form>
  `,
  styles: `
    form { display: grid; gap: 10px; justify-items: start; }
    fieldset { display: flex; flex-wrap: wrap; gap: 4px 20px; }
    legend { float: inline-start; width: 100%; }
    fieldset .err { flex-basis: 100%; }
    td-field { width: 100%; }
    td-note { width: 100%; }
  `,
})
export class VerifyForm {
  readonly incentive = input.required<IncentiveView>();
  readonly verified = output<IncentiveView>();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  protected readonly profiles = ['payout', 'tax'] as const;
  protected readonly results = ['verified', 'problem'] as const;
  protected readonly found = signal<Partial<Record<'payout' | 'tax', Found>>>({});
  protected readonly note = signal('');
  protected readonly saving = saving({ fields: ['note', 'payout', 'tax'] });
  private readonly box = viewChild.required<ElementRef<HTMLTextAreaElement>>('box');

  constructor() {
    // Whoever was refused goes on where something is missing.
    afterRenderEffect(() => {
      if (this.saving.refusals() > 0 && this.wrongNote() !== '') this.box().nativeElement.focus();
    });
  }

  protected choose(profile: 'payout' | 'tax', found: Found): void {
    this.found.update((before) => ({ ...before, [profile]: found }));
  }

  protected wrong(profile: 'payout' | 'tax'): string {
    return this.saving.wrong(profile, this.found()[profile] ? '' : this.words.t('incentives.verify.missing'));
  }

  /** The partner has to know what is wrong. */
  protected wrongNote(): string {
    return this.saving.wrong('note', this.hasProblem() && this.note().trim() === '' ? this.words.t('reasons.VERIFICATION_NOTE_REQUIRED') : '');
  }

  protected bothRight(): boolean {
    return this.profiles.every((profile) => this.found()[profile] === 'verified');
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const { id, attributes } = this.incentive();
    const { payout, tax } = this.found();
    const note = this.note().trim();
    await this.saving.run(async () => {
      if (!payout || !tax) return;
      const body = { payout, tax, ...(note === '' ? {} : { note }), attributes: { etag: attributes.etag } };
      this.verified.emit(await this.api.call(verifyIncentiveProfiles, { params: { id }, body }));
    }, payout !== undefined && tax !== undefined && !(this.hasProblem() && note === ''));
  }

  private hasProblem(): boolean {
    return Object.values(this.found()).includes('problem');
  }
}
