import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrganisationProfile } from '@tandem/identity-server';
import type { ImportRoutes } from '@tandem/partnership-contract';
import type { FileImport, ImportKindName, Sheet } from '@tandem/partnership-domain';
import type { Actor } from '@tandem/platform-server';
import type { CsvRow } from './read-csv';

/** What becomes of a row, and why; `about` is the earlier row, a name or a value. */
export interface Verdict {
  readonly result: string;
  readonly reason: string | null;
  readonly about: string | null;
}

/** A row by itself. Rows with the same `key` mean the same; without a key a row is compared with none. */
export interface Judged extends Verdict {
  readonly key?: string | undefined;
}

/** What was done with a row; `made` is the record that came of it. */
export interface Outcome extends Verdict {
  readonly number: number;
  readonly made: string | null;
}

/** What a batch has done; `wait`: why the rest has to wait, and for how many seconds. */
export interface Carried {
  readonly outcomes: readonly Outcome[];
  readonly wait?: { readonly reason: string; readonly seconds: number } | undefined;
}

/** One kind of import: what its rows mean, and what is done with them. Everything else is the same for all kinds. */
export abstract class ImportKind {
  abstract readonly name: ImportKindName;
  abstract readonly routes: ImportRoutes;
  abstract readonly sheet: Sheet;
  /** Type of the record in events; who hears of it stands in `HEARD_WITH`. */
  abstract readonly record: string;
  /** The result of a row that was carried out, and the column that names what came of it. */
  abstract readonly done: { readonly result: string; readonly column: 'invitation_id' | 'partnership_id' };
  /** The reason of a row that means the same as an earlier one (IMP-06). */
  abstract readonly repeated: string;
  /** Rows of one batch: a pause waits for as long as they take. */
  abstract readonly batch: number;

  /** What would become of each row, in their order; asked once for the whole file. */
  abstract judge(em: EntityManager, entity: FileImport, rows: readonly CsvRow[]): Promise<Judged[]>;
  /** Carries out rows that were new when they were checked, and looks again first. A row that is refused stops nobody. The caller flushes. */
  abstract carryOut(em: EntityManager, entity: FileImport, actor: Actor, rows: readonly CsvRow[]): Promise<Carried>;
  /** Why an organisation may not go on with its import; null when it may. */
  abstract hindrance(organisation: OrganisationProfile | undefined): string | null;
  /** What rows hold, for whoever looks at them, in their order; `made`: what came of a row. */
  abstract describe(em: EntityManager, entity: FileImport, rows: readonly (CsvRow & { readonly made: string | null })[]): Promise<Readonly<Record<string, unknown>>[]>;
  /** What the import says of itself beyond what every import says. */
  more(_entity: FileImport): Readonly<Record<string, unknown>> {
    return {};
  }
}
