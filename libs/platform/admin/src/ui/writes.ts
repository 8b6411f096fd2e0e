import { Directive, ElementRef, inject, input } from '@angular/core';
import { Connection } from '../live/connection';

/** A button that changes something: blocked without a connection as well as for its own reason; it stays visible and focusable, and the banner says why. */
@Directive({
  selector: 'button[tdWrites]',
  host: { '[attr.aria-disabled]': 'connection.lost() !== undefined || blocked() ? true : null' },
})
export class Writes {
  /** Whether it is blocked for a reason of its own; whoever handles its click minds that one. */
  readonly blocked = input(false, { alias: 'tdWrites', transform: (given: boolean | '') => given === true });
  protected readonly connection = inject(Connection);

  constructor() {
    // In the capture phase and by hand: the click must not reach the listeners of the template at all.
    inject<ElementRef<HTMLElement>>(ElementRef).nativeElement.addEventListener('click', (event) => {
      if (this.connection.lost() !== undefined) event.stopImmediatePropagation();
    }, { capture: true });
  }
}
