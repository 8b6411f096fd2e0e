import { effect, inject, Injectable, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { TitleStrategy } from '@angular/router';
import type { RouterStateSnapshot } from '@angular/router';
import { Words } from '../i18n/words';

/** Names the browser's tab after the page, in the person's language (2.4.2); a route's title is the key of its wording. */
@Injectable()
export class WordedTitles extends TitleStrategy {
  private readonly words = inject(Words);
  private readonly title = inject(Title);
  private readonly key = signal<string | undefined>(undefined);

  constructor() {
    super();
    effect(() => {
      const key = this.key();
      this.title.setTitle(key ? `${this.words.t(key)} · Tandem` : 'Tandem');
    });
  }

  override updateTitle(state: RouterStateSnapshot): void {
    this.key.set(this.buildTitle(state));
  }
}
