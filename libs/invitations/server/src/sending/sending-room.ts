import { DomainError } from '@tandem/platform-kernel';

/** How many invitations may still go out in a transaction, counted once and drawn from one by one (SEC-05). */
export class SendingRoom {
  /**
   * @param retryAfter seconds until there is room again, told when it is used up.
   * @param suppressed addresses in lower case that have refused mails for good; empty when the caller has looked at them itself.
   */
  constructor(
    private left: number,
    private readonly retryAfter: number,
    private readonly suppressed: ReadonlySet<string> = new Set(),
  ) {}

  /**
   * Takes one. @throws DomainError ADDRESS_SUPPRESSED (EML-13), INVITATION_LIMIT (SEC-05) with the seconds to wait when none is left; nothing is
   * taken then.
   */
  take(email: string): void {
    if (this.suppressed.has(email.toLowerCase())) throw new DomainError({ rule: 'EML-13', reason: 'ADDRESS_SUPPRESSED', kind: 'conflict', field: 'email' });
    if (this.left <= 0) throw new DomainError({ rule: 'SEC-05', reason: 'INVITATION_LIMIT', kind: 'limited', details: { retryAfter: this.retryAfter } });
    this.left -= 1;
  }
}
