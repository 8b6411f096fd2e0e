import { afterNextRender, DestroyRef, Directive, ElementRef, inject, output } from '@angular/core';

/**
 * Shows a `<dialog>` as a modal as long as it is rendered: focus stays inside and returns to where it came from, the rest of the
 * page is inert, Escape asks to close.
 */
@Directive({ selector: 'dialog[tdModal]', host: { '(cancel)': 'cancel($event)', '(mousedown)': 'backdrop($event)' } })
export class Modal {
  readonly closed = output();
  private readonly dialog = inject<ElementRef<HTMLDialogElement>>(ElementRef).nativeElement;

  constructor() {
    const before = document.activeElement;
    afterNextRender(() => this.dialog.showModal());
    inject(DestroyRef).onDestroy(() => {
      this.dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    });
  }

  protected cancel(event: Event): void {
    event.preventDefault();
    this.closed.emit();
  }

  protected backdrop(event: MouseEvent): void {
    if (event.target !== this.dialog) return;
    const box = this.dialog.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) this.closed.emit();
  }
}
