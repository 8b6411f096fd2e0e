import { PLATFORM_REASONS } from '@tandem/platform-contract';
import type { Reason } from '@tandem/platform-contract';

/** A context's catalogue of reasons, as `defineReasons` makes it. */
export type ReasonCatalogue = Readonly<Record<string, Reason>>;

/** Every reason this process can answer with. */
export class Reasons {
  private readonly known = new Map<string, Reason>();

  /** @throws Error when two catalogues explain the same reason, so that a refusal never means two things. */
  constructor(catalogues: readonly ReasonCatalogue[]) {
    for (const catalogue of [PLATFORM_REASONS as ReasonCatalogue, ...catalogues]) {
      for (const [name, reason] of Object.entries(catalogue)) {
        if (this.known.has(name)) throw new Error(`The reason ${name} stands in two catalogues`);
        this.known.set(name, reason);
      }
    }
  }

  find(name: string): Reason | undefined {
    return this.known.get(name);
  }
}
