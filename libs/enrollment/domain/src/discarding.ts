import { DomainError } from '@tandem/platform-kernel';
import type { Enrollment } from './enrollment';

/**
 * Only what was never submitted can be dropped: from then on others have worked on it.
 * @throws DomainError NO_ROLLBACK for a transition that is done, whoever asks (ORG-04); ENROLLMENT_LOCKED for everything else that is no draft (ENR-15).
 */
export function requireDiscardable({ path, state, submittedAt }: Pick<Enrollment, 'path' | 'state' | 'submittedAt'>): void {
  const done = state === 'active' || state === 'suspended';
  if (done && path === 'transition') throw new DomainError({ rule: 'ORG-04', reason: 'NO_ROLLBACK', kind: 'conflict' });
  if (state !== 'draft' || submittedAt !== null) throw new DomainError({ rule: 'ENR-15', reason: 'ENROLLMENT_LOCKED', kind: 'conflict', details: { state } });
}
