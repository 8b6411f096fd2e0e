import { ChangeDetectionStrategy, Component, inject, Injectable, signal } from '@angular/core';
import { Words } from '../i18n/words';
import { Icon } from './icon';

/** An act that was done and can be taken back by its reverse command. */
export interface Toast {
  readonly text: string;
  readonly undo: () => Promise<void>;
}

/** Shows that something was done, with eight seconds to take it back. What cannot be taken back is said in place, never here. */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private readonly all = signal<readonly Toast[]>([]);
  readonly shown = this.all.asReadonly();

  show(toast: Toast): void {
    this.all.update((toasts) => [...toasts, toast]);
  }

  drop(toast: Toast): void {
    this.all.update((toasts) => toasts.filter((other) => other !== toast));
  }
}

/** Where toasts appear; the line shows the time left and stands still under pointer and focus. */
@Component({
  selector: 'td-toasts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <div class="toasts" role="status">
      @for (toast of toasts.shown(); track toast) {
        <div class="toast">
          <span>{{ toast.text }}</span>
          <button type="button" class="undo" (click)="undo(toast)"><td-icon name="undo-2" />{{ words.t('act.undo') }}</button>
          <span class="left" (animationend)="toasts.drop(toast)"></span>
        </div>
      }
    </div>
  `,
})
export class ToastArea {
  protected readonly toasts = inject(Toasts);
  protected readonly words = inject(Words);

  protected async undo(toast: Toast): Promise<void> {
    this.toasts.drop(toast);
    await toast.undo();
  }
}
