import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { getSecondFactor } from '@tandem/identity-contract';
import type { SecondFactorView } from '@tandem/identity-contract';
import { ApiClient, ApiFault, Browser, Note, Session, Skeleton, Unreadable, Words } from '@tandem/platform-admin';
import { PasswordPart } from './password.part';
import { SecondFactorPart } from './second-factor.part';
import { SessionsPart } from './sessions.part';

/** The security of the signed-in person: password, second factor, and where they are signed in. */
@Component({
  selector: 'td-account-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Note, PasswordPart, SecondFactorPart, SessionsPart, Skeleton, Unreadable],
  templateUrl: './account.page.html',
})
export class AccountPage {
  protected readonly words = inject(Words);
  protected readonly session = inject(Session);
  private readonly api = inject(ApiClient);
  private readonly browser = inject(Browser);
  protected readonly factor = signal<SecondFactorView | undefined>(undefined);
  protected readonly fault = signal<ApiFault | null>(null);
  /** Everything but this page was closed when it was opened (ROL-12). */
  protected readonly missing = this.session.me().secondFactorMissing === true;

  constructor() {
    void this.read();
  }

  protected async read(): Promise<void> {
    try {
      this.factor.set(await this.api.call(getSecondFactor));
      this.fault.set(null);
    } catch (fault) {
      if (!(fault instanceof ApiFault)) throw fault;
      this.fault.set(fault);
    }
  }

  /** Set up and its codes put away: what was closed is open now. */
  protected done(): void {
    if (this.missing) this.browser.go('/');
    else void this.read();
  }

  protected signInAgain(): void {
    this.browser.signIn();
  }
}
