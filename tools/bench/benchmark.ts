import type { Result } from './measure.ts';

/** How a benchmark is asked to run. */
export interface Run {
  /** The sizes of the guarantees instead of the small ones. */
  readonly full: boolean;
  /** `--delay`, `--c`: milliseconds of the mail sink and concurrency, instead of the standing variants. */
  readonly delay: number | undefined;
  readonly concurrency: number | undefined;
  /** A note for people. */
  readonly say: (text: string) => void;
  /** Called with each result as soon as it is there. */
  readonly tell: (result: Result) => void;
}

export type Benchmark = (run: Run) => Promise<void>;
