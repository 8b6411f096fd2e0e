import { ChangeDetectionStrategy, Component, inject, InjectionToken, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Words } from '../i18n/words';
import { InSight } from '../ui/in-sight';
import type { MenuEntry } from './menu-entry';
import { permitted } from './palette-entry';

/** A page of the settings: the menu has one entry for all of them. */
export type SettingsPage = Pick<MenuEntry, 'path' | 'label' | 'action' | 'when' | 'order'> & Partial<Pick<MenuEntry, 'key'>>;

/** The settings of all contexts. */
export const SETTINGS = new InjectionToken<readonly SettingsPage[]>('pages of the settings');

/** The pages that the signed-in person may open, in order. Needs an injection context and a loaded session. */
export const settingsOf = (): SettingsPage[] => permitted(inject(SETTINGS)).sort((one, other) => one.order - other.order);

/** The pages of the organisation's settings, side by side above each of them. */
@Component({
  selector: 'td-settings-tabs',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [InSight, RouterLink],
  template: `
    @if (pages.length > 1) {
      <div class="tabrow">
        <nav class="tabs" [attr.aria-label]="words.t('settings.pages')">
          @for (page of pages; track page.path) {
            <a [routerLink]="'/' + page.path" [tdInSight]="page.path === at()" [attr.aria-current]="page.path === at() ? 'page' : null">{{ words.t(page.label) }}</a>
          }
        </nav>
      </div>
    }
  `,
})
export class SettingsTabs {
  /** Path of the page it stands on. */
  readonly at = input.required<string>();
  protected readonly words = inject(Words);
  protected readonly pages = settingsOf();
}
