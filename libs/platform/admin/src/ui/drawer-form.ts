import { afterRenderEffect, ChangeDetectionStrategy, Component, ElementRef, inject, input, output, viewChild } from '@angular/core';
import { Words } from '../i18n/words';
import { Drawer } from './drawer';
import { Icon } from './icon';
import { Note } from './note';
import type { Saving } from './saving';
import { Stale } from './stale';
import type { Difference } from './stale';
import { Writes } from './writes';

/** A drawer with a form in it: why it was refused, the comparison with what somebody else saved first, the fields (the content), and Cancel and Save. Control and Enter save. */
@Component({
  selector: 'td-drawer-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Drawer, Icon, Note, Stale, Writes],
  template: `
    <td-drawer #drawer [label]="label()" [unsaved]="unsaved()" (closed)="closed.emit()">
      <div class="body">
        <form #form class="form" novalidate (submit)="save($event)">
          @if (saving().sentence(); as text) {<td-note tone="bad" [title]="refused()">{{ text }}</td-note>}
          @if (saving().newer(); as newer) {<td-stale [by]="newer.by" [at]="newer.at" [differences]="differences()" (reload)="reload.emit()" (keep)="keep.emit()" />}
          <ng-content />
          <button type="submit" hidden></button>
        </form>
      </div>
      <ng-container ngProjectAs="[foot]">
        <span class="end"></span>
        <button type="button" class="btn plain" (click)="drawer.close()">{{ words.t('act.cancel') }}</button>
        @if (!saving().newer()) {
          <button type="button" class="btn primary" [tdWrites]="saving().busy()" (click)="save($event)">
            @if (saving().busy()) {<td-icon class="spin" name="loader-circle" />}
            {{ act() }}
            <span class="kbd" aria-hidden="true">{{ words.t('keys.control') }} ↵</span>
          </button>
        }
      </ng-container>
    </td-drawer>
  `,
  host: { '(keydown.control.enter)': 'save($event)', '(keydown.meta.enter)': 'save($event)' },
})
export class DrawerForm {
  readonly label = input.required<string>();
  readonly saving = input.required<Saving>();
  /** What the button says that saves. */
  readonly act = input.required<string>();
  /** Title above why it was refused. */
  readonly refused = input.required<string>();
  /** Whether something typed would be lost. */
  readonly unsaved = input<() => boolean>(() => false);
  /** Where the version that somebody else saved first differs from what is typed. */
  readonly differences = input<readonly Difference[]>([]);
  readonly saved = output();
  readonly closed = output();
  /** Take the other version; what is typed is given up. */
  readonly reload = output();
  /** Save what is typed over the other version, after having compared. */
  readonly keep = output();
  protected readonly words = inject(Words);
  private readonly form = viewChild.required<ElementRef<HTMLFormElement>>('form');

  constructor() {
    // Whoever was refused goes on where something is wrong, though it may be out of sight.
    afterRenderEffect(() => {
      if (this.saving().refusals() > 0) this.form().nativeElement.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
    });
  }

  protected save(event: Event): void {
    event.preventDefault();
    if (this.saving().newer() === null && !this.saving().busy()) this.saved.emit();
  }
}
