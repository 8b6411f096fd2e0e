import type { EnvironmentProviders, Provider } from '@angular/core';
import { provideTransloco, TRANSLOCO_MISSING_HANDLER } from '@jsverse/transloco';
import type { TranslocoMissingHandler } from '@jsverse/transloco';
import { LANGUAGES, WordingLoader, WORDINGS } from './words';
import type { Wording } from './words';

/** A missing wording shows its key, so that browser tests and readers see it; the wordings check finds it before. */
class ShowTheKey implements TranslocoMissingHandler {
  handle(key: string): string {
    return `⟦${key}⟧`;
  }
}

/** The console's words, from every context's own files. */
export const provideWords = (wordings: readonly Wording[]): (Provider | EnvironmentProviders)[] => [
  provideTransloco({
    config: { availableLangs: [...LANGUAGES], defaultLang: 'en', reRenderOnLangChange: false, prodMode: true, missingHandler: { logMissingKey: false } },
    loader: WordingLoader,
  }),
  { provide: TRANSLOCO_MISSING_HANDLER, useClass: ShowTheKey },
  { provide: WORDINGS, useValue: wordings },
];
