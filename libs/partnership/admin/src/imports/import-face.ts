import type { ImportRoutes } from '@tandem/partnership-contract';
import type { AnswerOf } from '@tandem/platform-contract';
import type { Column, IconName, Language, Look, Tone, Words } from '@tandem/platform-admin';

/** An import and a row of it as the API answers them, of any kind. */
export type AnyImport = AnswerOf<ImportRoutes['get']> & { readonly language?: Language };
export type AnyRow = AnswerOf<ImportRoutes['rows']>['items'][number] & Readonly<Record<string, unknown>>;

/** How one kind of import is shown; everything else in the drawer is the same for all kinds. */
export interface ImportFace {
  readonly routes: ImportRoutes;
  readonly fields: readonly string[];
  readonly results: readonly string[];
  /** The result of a row that was carried out. */
  readonly done: string;
  /** Key below which its own words stand. */
  readonly words: string;
  /** Key of the words of the button that starts it, by number. */
  readonly start: string;
  readonly icon: IconName;
  /** Whether rows can go without a language. */
  readonly spoken: boolean;
  /** What is shown of rows with one result; the first column names the row. */
  columnsOf(result: string | undefined): readonly Column[];
  readonly looks: Readonly<Record<string, readonly [Tone, IconName]>>;
  /** Reasons that are told with what they are about (`about`), by the key of the words. */
  readonly told: Readonly<Record<string, string>>;
  nameOf(row: AnyRow, words: Words): string;
  /** What stands in a column of its own; nothing: a dash. */
  cellOf(row: AnyRow, column: string, words: Words): string;
}

/** How the result of a row looks. */
export function lookOfResult({ looks, words }: ImportFace, result: string): Look {
  const [tone, icon] = looks[result] ?? ['', 'circle-dot'];
  return { tone, icon, word: `${words}.results.${result}` };
}
