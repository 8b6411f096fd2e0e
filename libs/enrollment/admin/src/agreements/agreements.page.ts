import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { listAgreements, listSignatures } from '@tandem/enrollment-contract';
import type { Agreement, AgreementSignature } from '@tandem/enrollment-contract';
import { ApiClient, ApiFault, Icon, LiveUpdates, NoPermission, Note, Pill, Session, SettingsTabs, Skeleton, Unreadable, WhomToAsk, When, Words } from '@tandem/platform-admin';
import { AgreementNote } from './agreement-note';
import { OpenAgreement } from './open-agreement';
import { SignAgreement } from './sign-agreement';

interface Everything {
  readonly agreements: readonly Agreement[];
  readonly signatures: readonly AgreementSignature[];
  /** Token of the page after. */
  readonly next: string | undefined;
}

/** The agreements of the organisation (SCR-10): what waits for a signature, and everything that was signed. */
@Component({
  selector: 'td-agreements-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AgreementNote, Icon, NoPermission, Note, Pill, SettingsTabs, SignAgreement, Skeleton, Unreadable, WhomToAsk],
  providers: [OpenAgreement],
  templateUrl: './agreements.page.html',
  styleUrl: './agreements.page.css',
})
export class AgreementsPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  protected readonly opening = inject(OpenAgreement);
  protected readonly refusal = this.session.refusal('agreement.status');
  /** Why the signed-in person may only see that something is signed (ROL-03). */
  protected readonly mayNotRead = this.session.refusal('agreement.read');
  protected readonly mayNotSign = this.session.refusal('agreement.sign');
  protected readonly all = signal<Everything | undefined>(undefined);
  protected readonly fault = signal<ApiFault | null>(null);

  constructor() {
    if (this.refusal) return;
    inject(LiveUpdates).refetch(['agreement_signature', 'enrollment', 'mpn_location'], () => void this.read());
    void this.read();
  }

  protected async read(): Promise<void> {
    await this.attempt(async () => {
      const [agreements, signatures] = await Promise.all([this.api.call(listAgreements), this.api.call(listSignatures, { query: { size: 50 } })]);
      this.all.set({ agreements: agreements.items, signatures: signatures.items, next: signatures.continuationToken });
    });
  }

  protected async more(known: Everything): Promise<void> {
    await this.attempt(async () => {
      const { items, continuationToken } = await this.api.call(listSignatures, known.next === undefined ? {} : { continuation: known.next });
      this.all.set({ ...known, signatures: [...known.signatures, ...items], next: continuationToken });
    });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.fault.set(null);
    } catch (fault) {
      if (!(fault instanceof ApiFault)) throw fault;
      this.fault.set(fault);
    }
  }
}
