import type { ApiClient, Effect, IconName, Words } from '@tandem/platform-admin';
import type { FileField } from './read-table';

/** What became of a row, as the API says it. */
export interface FileOutcome {
  readonly result: string;
  readonly organisation?: { readonly id: string; readonly name: string } | undefined;
  readonly reason?: string | undefined;
  readonly fix?: string | undefined;
}

/** What a row of a file says, by field. */
export type FileCells = Readonly<Record<string, string>>;

/** How one kind of file is read, sent and shown; everything else is the same for all kinds. */
export interface ByFileFace {
  /** Key below which its own words stand: `title`, `hint`, `apply`, `example`, `fields.*`. */
  readonly words: string;
  readonly icon: IconName;
  /** The first one names the partner. */
  readonly fields: readonly FileField[];
  /** Fields that are shown of a row that is not refused. */
  readonly shows: readonly string[];
  /** A field that can be written once for all rows that do not say it themselves. */
  readonly common?: string;
  /** Results by which something is done. */
  readonly does: readonly string[];
  /** Reasons in the words of whoever acts for others, by the key of the words. */
  readonly told: Readonly<Record<string, string>>;
  /** Sends some rows with one call; `rehearse` only asks what would become of them. */
  send(api: ApiClient, rows: readonly FileCells[], how: { readonly rehearse: boolean; readonly requestId?: string }): Promise<readonly FileOutcome[]>;
  /** What tells two rows about one partner apart. */
  keyOf(cells: FileCells): string;
  /** What it means, before it is done. */
  effects(count: number, words: Words): readonly Effect[];
  /** Takes back what a run has done to partners; absent where there is no way back. */
  takeBack?: { readonly of: string; run(api: ApiClient, partners: readonly string[], requestId: string): Promise<readonly FileOutcome[]> };
}
