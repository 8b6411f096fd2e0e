import { ChangeDetectionStrategy, Component, ElementRef, inject, input, output, signal, viewChild } from '@angular/core';

/** A button with a small list of acts or choices. Arrow keys move, Escape and a click elsewhere close. Items carry the class `item`. */
@Component({
  selector: 'td-menu',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '(keydown)': 'key($event)', '(focusout)': 'leave($event)', '(click)': 'picked($event)' },
  template: `
    <div class="menu-wrap">
      <button #opener type="button" [class]="look()" [attr.aria-expanded]="open()" [attr.aria-label]="label() || null" [attr.title]="label() || null" (click)="toggle()">
        <ng-content select="[face]" />
      </button>
      @if (open()) {
        <div class="menu" [class]="drop()"><ng-content /></div>
      }
    </div>
  `,
})
export class Menu {
  /** Name of the button when its face is only an icon. */
  readonly label = input('');
  readonly look = input('btn plain sm icon');
  /** Where it opens: below, flush with the button's end or start; or above. */
  readonly drop = input<'end' | 'start' | 'up'>('end');
  /** Stays open after a pick: for lists of ticks. */
  readonly stays = input(false);
  readonly opened = output();
  protected readonly open = signal(false);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly opener = viewChild.required<ElementRef<HTMLButtonElement>>('opener');

  /** Closes it and gives the focus back to its button. */
  close(): void {
    this.open.set(false);
    this.opener().nativeElement.focus();
  }

  protected toggle(): void {
    this.open.update((open) => !open);
    if (this.open()) this.opened.emit();
  }

  protected picked(event: Event): void {
    if (this.stays() || !(event.target instanceof Element) || !event.target.closest('.item')) return;
    this.close();
  }

  protected leave(event: FocusEvent): void {
    if (event.relatedTarget instanceof Node && this.host.contains(event.relatedTarget)) return;
    // A press inside that focuses nothing (a heading, a label) is no leaving; `picked` handles it.
    if (event.relatedTarget === null && this.host.matches(':hover')) return;
    this.open.set(false);
  }

  protected key(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.open()) {
      event.stopPropagation();
      this.close();
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    if (!this.open()) return this.open.set(true);
    const items = [...this.host.querySelectorAll<HTMLElement>('.menu .item, .menu input')].filter((item) => item.tagName !== 'LABEL');
    const index = items.indexOf(document.activeElement as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1);
    items.at(index % items.length)?.focus();
  }
}
