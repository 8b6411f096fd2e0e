import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { getSecondFactor, listPasskeys } from '@tandem/identity-contract';
import type { SecondFactorView } from '@tandem/identity-contract';
import { ApiClient, ApiFault, Browser, Note, Session, Skeleton, Unreadable, Words } from '@tandem/platform-admin';
import { PasskeysPart } from './passkeys.part';
import type { Passkeys } from './passkeys.part';
import { PasswordPart } from './password.part';
import { SecondFactorPart } from './second-factor.part';
import { SessionsPart } from './sessions.part';

/** The security of the signed-in person: second factor, passkeys, password, and where they are signed in. */
@Component({
  selector: 'td-account-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Note, PasskeysPart, PasswordPart, SecondFactorPart, SessionsPart, Skeleton, Unreadable],
  templateUrl: './account.page.html',
})
export class AccountPage {
  protected readonly words = inject(Words);
  protected readonly session = inject(Session);
  private readonly api = inject(ApiClient);
  private readonly browser = inject(Browser);
  protected readonly factor = signal<SecondFactorView | undefined>(undefined);
  protected readonly passkeys = signal<Passkeys | undefined>(undefined);
  protected readonly fault = signal<ApiFault | null>(null);
  /** Everything but this page was closed when it was opened (ROL-12). */
  protected readonly missing = this.session.me().secondFactorMissing === true;

  constructor() {
    void this.read();
  }

  protected async read(): Promise<void> {
    try {
      const [factor, passkeys] = await Promise.all([this.api.call(getSecondFactor), this.api.call(listPasskeys)]);
      this.factor.set(factor);
      this.passkeys.set(passkeys);
      this.fault.set(null);
    } catch (fault) {
      if (!(fault instanceof ApiFault)) throw fault;
      this.fault.set(fault);
    }
  }

  /** A second factor is set up and its codes are put away, or a passkey is there: what was closed is open now. */
  protected done(): void {
    if (this.missing) this.browser.go('/');
    else void this.read();
  }

  protected signInAgain(): void {
    this.browser.signIn();
  }
}
