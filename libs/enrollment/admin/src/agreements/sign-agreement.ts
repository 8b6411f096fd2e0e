import { ChangeDetectionStrategy, Component, effect, inject, input, output, signal, untracked } from '@angular/core';
import { AGREEMENT_LANGUAGES, getAgreementTemplate, signAgreement } from '@tandem/enrollment-contract';
import type { Agreement, AgreementTemplate } from '@tandem/enrollment-contract';
import { ApiClient, ApiFault, Browser, CopyButton, Icon, Note, saving, Session, Skeleton, Unreadable, When, Words, Writes } from '@tandem/platform-admin';
import { AgreementText } from './agreement-text';
import { OpenAgreement } from './open-agreement';

/** The agreement to read and to sign: its text in the language that is chosen, its hash, its file, and "Accept and continue" (AGR-01). */
@Component({
  selector: 'td-sign-agreement',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AgreementText, CopyButton, Icon, Note, Skeleton, Unreadable, Writes],
  providers: [OpenAgreement],
  templateUrl: './sign-agreement.html',
  styleUrl: './sign-agreement.css',
})
export class SignAgreement {
  readonly agreement = input.required<Agreement>();
  readonly signed = output();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly browser = inject(Browser);
  private readonly session = inject(Session);
  protected readonly opening = inject(OpenAgreement);
  protected readonly organisation = this.session.me().organisation.name;
  protected readonly languages = AGREEMENT_LANGUAGES;
  protected readonly language = signal(this.words.language());
  protected readonly template = signal<AgreementTemplate | undefined>(undefined);
  protected readonly fault = signal<ApiFault | null>(null);
  protected readonly ticked = signal(false);
  /** Somebody went on without the tick. */
  protected readonly unticked = signal(false);
  protected readonly saving = saving();

  constructor() {
    effect(() => {
      this.agreement();
      untracked(() => void this.read());
    });
  }

  protected async read(): Promise<void> {
    try {
      this.template.set(await this.api.call(getAgreementTemplate, { params: { templateId: this.agreement().templateId } }));
      this.fault.set(null);
    } catch (fault) {
      if (!(fault instanceof ApiFault)) throw fault;
      this.fault.set(fault);
    }
  }

  protected tick(event: Event): void {
    this.ticked.set((event.target as HTMLInputElement).checked);
    if (this.ticked()) this.unticked.set(false);
  }

  /** Signs what is shown: the hash says which text that was. */
  protected async sign(event: Event, { id, documents }: AgreementTemplate): Promise<void> {
    event.preventDefault();
    this.unticked.set(!this.ticked());
    const language = this.language();
    const done = await this.saving.run(() => this.api.call(signAgreement, { params: { templateId: id }, body: { language, documentHash: documents[language].hash } }), this.ticked());
    if (!done) return;
    // The menu is made with the page: where the program begins with the signature, the page is made anew.
    if (this.session.holds('indirect_reseller')) this.signed.emit();
    else this.browser.go('/settings/agreements');
  }
}
