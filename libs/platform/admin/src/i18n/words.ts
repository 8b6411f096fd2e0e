import { inject, Injectable, InjectionToken, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { Translation, TranslocoLoader } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { Browser } from '../api/browser';

export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One context's words, loaded when a language is first used. */
export type Wording = Readonly<Record<Language, () => Promise<{ default: Translation }>>>;

/** The words of every context; each adds its own with `multi`. */
export const WORDINGS = new InjectionToken<readonly Wording[]>('wordings of all contexts');

const isTree = (value: unknown): value is Translation => typeof value === 'object' && value !== null;

/** Lays two trees of words over each other; contexts share families such as `reasons`. */
export function merge(one: Translation, other: Translation): Translation {
  const merged = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const there = merged[key];
    merged[key] = isTree(there) && isTree(value) ? merge(there, value) : value;
  }
  return merged;
}

/** Hands the words of all contexts to Transloco as one tree. */
@Injectable({ providedIn: 'root' })
export class WordingLoader implements TranslocoLoader {
  private readonly wordings = inject(WORDINGS);

  async getTranslation(language: string): Promise<Translation> {
    const parts = await Promise.all(this.wordings.map((wording) => wording[language as Language]()));
    return parts.map((part) => part.default).reduce(merge, {});
  }
}

/**
 * What the console says, in the person's language. Reading a word in a template subscribes to the language, so switching it
 * changes every word in place, without a reload.
 */
@Injectable({ providedIn: 'root' })
export class Words {
  private readonly transloco = inject(TranslocoService);
  private readonly browser = inject(Browser);
  private readonly chosen = signal<Language>('en');
  private readonly loaded = signal(0);
  readonly language = this.chosen.asReadonly();
  /** Locale for numbers, dates and country names. */
  readonly locale = (): string => (this.chosen() === 'de' ? 'de-DE' : 'en-GB');

  /** Uses the remembered language, else the browser's, else English. */
  async start(): Promise<void> {
    const wanted = this.browser.remembered('language') ?? (globalThis.navigator?.language.startsWith('de') ? 'de' : 'en');
    await this.use(wanted === 'de' ? 'de' : 'en');
  }

  /** Switches the language here and now, and remembers it. */
  async use(language: Language): Promise<void> {
    await firstValueFrom(this.transloco.load(language));
    this.transloco.setActiveLang(language);
    document.documentElement.lang = language;
    this.browser.remember('language', language);
    this.chosen.set(language);
  }

  /** The words for a key, with `{{ name }}` filled in. */
  t(key: string, params: Readonly<Record<string, unknown>> = {}): string {
    return this.transloco.translate(key, params, this.chosen());
  }

  /** The words for a key in another language than the person's; `ready` has to have loaded it. */
  tIn(language: Language, key: string, params: Readonly<Record<string, unknown>> = {}): string {
    this.chosen();
    this.loaded();
    return this.transloco.translate(key, params, language);
  }

  /** Loads another language beside the person's. */
  async ready(language: Language): Promise<void> {
    await firstValueFrom(this.transloco.load(language));
    this.loaded.update((count) => count + 1);
  }

  /** Words that depend on a number: `key.one` or `key.other`; the number is there as `count`. */
  count(key: string, count: number, params: Readonly<Record<string, unknown>> = {}): string {
    return this.t(`${key}.${new Intl.PluralRules(this.locale()).select(count) === 'one' ? 'one' : 'other'}`, { ...params, count: this.number(count) });
  }

  /** Whether there are words for a key; families that grow elsewhere (event names) fall back to another one. */
  has(key: string): boolean {
    return key in this.transloco.getTranslation(this.chosen());
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.locale()).format(value);
  }

  /** A country's name in the person's language; the code itself when it is unknown. */
  country(code: string): string {
    return new Intl.DisplayNames(this.locale(), { type: 'region', fallback: 'code' }).of(code) ?? code;
  }

  /** Several names as a sentence part: "a, b or c". */
  anyOf(names: readonly string[]): string {
    return new Intl.ListFormat(this.locale(), { type: 'disjunction' }).format(names);
  }
}
