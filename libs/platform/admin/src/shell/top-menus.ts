import { ChangeDetectionStrategy, Component, inject, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Browser } from '../api/browser';
import { LANGUAGES, Words } from '../i18n/words';
import { Session } from '../session/session';
import { Theme, THEMES } from '../theme/theme';
import { Icon } from '../ui/icon';
import type { IconName } from '../ui/icon';
import { Menu } from '../ui/menu';
import { Shortcuts } from './shortcuts';

const THEME_ICON: Record<(typeof THEMES)[number], IconName> = { system: 'monitor', light: 'sun', dark: 'moon' };

/** The end of the top bar: help, theme, language, and the signed-in person with the way out. */
@Component({
  selector: 'td-top-menus',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Menu, RouterLink],
  host: { class: 'row' },
  template: `
    <td-menu [label]="words.t('shell.help')">
      <td-icon face name="circle-help" />
      <button type="button" class="item" (click)="paletteAsked.emit()"><td-icon name="search" />{{ words.t('palette.title') }}</button>
      <button type="button" class="item" (click)="keysAsked.emit()"><td-icon name="keyboard" />{{ words.t('shell.keys') }}</button>
      <button type="button" class="item" [attr.aria-pressed]="shortcuts.enabled()" (click)="shortcuts.use(!shortcuts.enabled())">
        <td-icon name="circle-dot" />{{ words.t(shortcuts.enabled() ? 'shell.keysOff' : 'shell.keysOn') }}
      </button>
      <a class="item" href="/docs"><td-icon name="file-text" />{{ words.t('palette.acts.docs') }}</a>
    </td-menu>
    <td-menu class="wide" [label]="words.t('shell.theme')">
      <td-icon face name="sun-moon" />
      @for (name of themes; track name) {
        <button type="button" class="item" [attr.aria-pressed]="theme.name() === name" (click)="theme.use(name)">
          <td-icon [name]="icons[name]" />{{ words.t('shell.themes.' + name) }} @if (theme.name() === name) {<td-icon class="check" name="check" />}
        </button>
      }
    </td-menu>
    <td-menu class="wide" look="btn plain sm" [label]="words.t('shell.language', { code: words.language().toUpperCase() })">
      <span face>{{ words.language().toUpperCase() }}</span>
      @for (language of languages; track language) {
        <button type="button" class="item" [attr.lang]="language" [attr.aria-pressed]="words.language() === language" (click)="words.use(language)">
          {{ names[language] }} @if (words.language() === language) {<td-icon class="check" name="check" />}
        </button>
      }
    </td-menu>
    <td-menu look="btn plain sm icon" [label]="words.t('shell.you', { initials: session.initials(), name: session.name() })">
      <span face class="av" aria-hidden="true">{{ session.initials() }}</span>
      <p class="head"><span class="b">{{ session.name() }}</span><br /><span class="meta t2">{{ session.me().user.email }}</span><br /><span class="meta t2">{{ roles() }}</span></p>
      @for (language of languages; track language) {
        @if (words.language() !== language) {
          <button type="button" class="item" [attr.lang]="language" (click)="words.use(language)"><td-icon name="languages" />{{ names[language] }}</button>
        }
      }
      <button type="button" class="item" (click)="theme.use(dark() ? 'light' : 'dark')"><td-icon name="sun-moon" />{{ words.t(dark() ? 'shell.toLight' : 'shell.toDark') }}</button>
      <a class="item" routerLink="/account/permissions"><td-icon name="list-checks" />{{ words.t('shell.permissions') }}</a>
      <hr />
      <a class="item" routerLink="/account"><td-icon name="shield" />{{ words.t('shell.security') }}</a>
      <button type="button" class="item" (click)="browser.leave()"><td-icon name="log-out" />{{ words.t('shell.signOut') }}</button>
    </td-menu>
  `,
})
export class TopMenus {
  readonly keysAsked = output();
  readonly paletteAsked = output();
  protected readonly words = inject(Words);
  protected readonly theme = inject(Theme);
  protected readonly session = inject(Session);
  protected readonly browser = inject(Browser);
  protected readonly shortcuts = inject(Shortcuts);
  protected readonly themes = THEMES;
  protected readonly icons = THEME_ICON;
  protected readonly languages = LANGUAGES;
  /** Every language is called by its own name. */
  protected readonly names = { de: 'Deutsch', en: 'English' } as const;

  protected dark(): boolean {
    return this.theme.name() === 'dark' || (this.theme.name() === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  }

  protected roles(): string {
    return this.session.me().roles.map((grant) => this.words.t(`roles.${grant.role}`)).join(', ');
  }
}
