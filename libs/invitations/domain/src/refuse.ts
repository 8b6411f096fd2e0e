import { DomainError } from '@tandem/platform-kernel';
import type { Refusal } from '@tandem/platform-kernel';

/** Says all refusals at once; nothing when there are none. @throws DomainError */
export function refuse(refusals: readonly (Refusal | undefined)[]): void {
  const [first, ...others] = refusals.filter((refusal) => refusal !== undefined);
  if (first) throw new DomainError(first, ...others);
}
