import { afterRenderEffect, Directive, ElementRef, inject, input } from '@angular/core';

/** Brings the present one of several tabs into sight where the strip is wider than the screen; only the strip scrolls. */
@Directive({ selector: '[tdInSight]' })
export class InSight {
  /** Whether it is the present one. */
  readonly tdInSight = input.required<boolean>();

  constructor() {
    const tab = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterRenderEffect(() => {
      const strip = tab.parentElement;
      if (!this.tdInSight() || !strip) return;
      const [here, seen] = [tab.getBoundingClientRect(), strip.getBoundingClientRect()];
      if (here.right > seen.right) strip.scrollLeft += here.right - seen.right;
      else if (here.left < seen.left) strip.scrollLeft -= seen.left - here.left;
    });
  }
}
