import { afterRenderEffect, ChangeDetectionStrategy, Component, DestroyRef, ElementRef, inject, input, output, signal, viewChild } from '@angular/core';
import { Words } from '../i18n/words';
import { Connection } from '../live/connection';
import { When } from '../time/when';
import { Icon } from './icon';
import { Modal } from './modal';
import { Note } from './note';
import { Unsaved } from './unsaved';

/**
 * A drawer from the right to make something in. `[state]` stands in the head, `[foot]` at the bottom; the rest is the body. It asks
 * before it closes over something typed: by its own button, Escape, a click beside it, or another address.
 */
@Component({
  selector: 'td-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Modal, Note],
  template: `
    <dialog tdModal class="drawer" (closed)="close()" aria-labelledby="drawer-title">
      <header>
        <h2 class="h2 grow" id="drawer-title" tabindex="-1" autofocus>{{ label() }}</h2>
        <ng-content select="[state]" />
        <button type="button" class="btn plain icon" (click)="close()" [attr.aria-label]="words.t('act.close')"><td-icon name="x" /></button>
      </header>
      @if (lost(); as since) {
        <td-note tone="warn" [title]="words.t('shell.offline', { time: when.time(since) })">{{ words.t('shell.offlineText') }}</td-note>
      }
      <ng-content />
      @if (asked()) {
        <div class="giveup" role="alertdialog" aria-labelledby="giveup-title" aria-describedby="giveup-text">
          <div class="grow"><p class="b" id="giveup-title">{{ words.t('unsaved.title') }}</p><p class="t2" id="giveup-text">{{ words.t('unsaved.text') }}</p></div>
          <div class="acts">
            <button #stay type="button" class="btn" (click)="answer(false)">{{ words.t('unsaved.stay') }}</button>
            <button type="button" class="btn danger" (click)="answer(true)">{{ words.t('unsaved.leave') }}</button>
          </div>
        </div>
      }
      <footer [hidden]="asked() !== null"><ng-content select="[foot]" /></footer>
    </dialog>
  `,
})
export class Drawer {
  readonly label = input.required<string>();
  /** Whether something typed would be lost; asked at the moment of closing. */
  readonly unsaved = input<() => boolean>(() => false);
  readonly closed = output();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly lost = inject(Connection).lost;
  private readonly keeper = inject(Unsaved);
  private readonly stay = viewChild<ElementRef<HTMLElement>>('stay');
  /** Who waits for the answer whether to give up what was typed. */
  protected readonly asked = signal<((leave: boolean) => void) | null>(null);
  private given = false;

  constructor() {
    const off = this.keeper.watch({ unsaved: () => !this.given && this.unsaved()(), ask: () => this.ask() });
    inject(DestroyRef).onDestroy(() => {
      off();
      this.asked()?.(true);
    });
    afterRenderEffect(() => this.stay()?.nativeElement.focus());
  }

  /** Closes the drawer, after asking when something would be lost. */
  async close(): Promise<void> {
    // Closing once more while it asks means: go on with it.
    if (this.asked()) return this.answer(false);
    if (await this.keeper.leave()) this.closed.emit();
  }

  protected answer(leave: boolean): void {
    this.given = leave;
    this.asked()?.(leave);
    this.asked.set(null);
  }

  private ask(): Promise<boolean> {
    this.asked()?.(false);
    return new Promise((resolve) => this.asked.set(resolve));
  }
}
