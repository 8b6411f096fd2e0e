import { ChangeDetectionStrategy, Component, computed, effect, ElementRef, inject, signal, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterOutlet } from '@angular/router';
import { filter, map } from 'rxjs';
import { Words } from '../i18n/words';
import { Connection } from '../live/connection';
import { LiveUpdates } from '../live/live-updates';
import { Session } from '../session/session';
import { When } from '../time/when';
import { Icon } from '../ui/icon';
import { Note } from '../ui/note';
import { ToastArea } from '../ui/toasts';
import { WorkBanner } from '../watching/work-banner';
import { KeySheet } from './key-sheet';
import { menuOf } from './menu-entry';
import { Palette } from './palette';
import { SandboxTime } from './sandbox-time';
import { settingsOf } from './settings-tabs';
import { Shortcuts } from './shortcuts';
import { StandingBanner } from './standing-banner';
import { TopMenus } from './top-menus';

/** The frame around every page: menu by program and role, top bar, sandbox time. */
@Component({
  selector: 'td-shell',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, KeySheet, Note, Palette, RouterLink, RouterOutlet, SandboxTime, StandingBanner, ToastArea, TopMenus, WorkBanner],
  templateUrl: './shell.html',
  host: { '(document:keydown)': 'call($event)' },
})
export class Shell {
  protected readonly words = inject(Words);
  protected readonly session = inject(Session);
  protected readonly live = inject(LiveUpdates);
  protected readonly when = inject(When);
  protected readonly lost = inject(Connection).lost;
  private readonly router = inject(Router);
  protected readonly entries = menuOf().map((entry) => ({ ...entry, waiting: entry.count?.() }));
  /** First segment of the address: the page that is shown. */
  protected readonly path = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => event.urlAfterRedirects.replace(/^\//, '').split(/[?#/]/)[0] ?? ''),
    ),
  );
  private readonly settings = settingsOf().flatMap(({ key, path }) => (key === undefined ? [] : [{ key, path }]));
  protected readonly unfolded = signal(false);
  protected readonly keys = signal(false);
  protected readonly palette = signal(false);
  protected readonly apple = /Mac|iP/.test(navigator.platform);
  protected readonly kind = computed(() => {
    const { programs, organisation } = this.session.me();
    const named = programs.map((program) => this.words.t(`programs.${program}`));
    return [...(named.length > 0 ? [new Intl.ListFormat(this.words.locale(), { type: 'unit' }).format(named)] : []), organisation.country].join(' · ');
  });

  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');

  constructor() {
    // Whoever goes to another page by keyboard goes on from its start.
    let before = this.path();
    effect(() => {
      const now = this.path();
      if (before !== undefined && now !== before) this.main().nativeElement.focus();
      before = now;
    });
    const shortcuts = inject(Shortcuts);
    shortcuts.add({ '?': () => this.keys.set(true), '/': () => this.palette.set(true) });
    shortcuts.add({ g: () => this.goNext(shortcuts) });
  }

  /** Ctrl K opens the palette wherever one is, except over another layer. */
  protected call(event: KeyboardEvent): void {
    if (event.key !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.defaultPrevented) return;
    event.preventDefault();
    if (!document.querySelector('dialog[open]')) this.palette.set(true);
  }

  /** "g" waits for the first letter of a page for a moment. */
  private goNext(shortcuts: Shortcuts): void {
    const off = shortcuts.add(Object.fromEntries([...this.entries, ...this.settings].map((entry) => [entry.key, () => void this.router.navigateByUrl(`/${entry.path}`)])));
    setTimeout(off, 1_500);
  }

  protected fold(): void {
    this.unfolded.set(false);
  }
}
