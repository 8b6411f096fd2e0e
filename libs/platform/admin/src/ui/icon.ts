import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { ICONS } from './icons.data';

/** Names of the icons there are; a new one is added in tools/build/icons.mjs. */
export type IconName = keyof typeof ICONS;

/** One line icon with a true 1.5 px stroke at any size. Decorative: the word beside it carries the meaning. */
@Component({
  selector: 'td-icon',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { 'aria-hidden': 'true' },
  template: `<svg viewBox="0 0 24 24" focusable="false"><path [attr.d]="d()" /></svg>`,
})
export class Icon {
  readonly name = input.required<IconName>();
  protected readonly d = computed(() => ICONS[this.name()]);
}

const SVG = 'http://www.w3.org/2000/svg';

/** The same icon as a plain element, for what is not drawn by a template. */
export function iconElement(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}
