import { inject, Injectable, signal } from '@angular/core';
import { getAgreementDocument } from '@tandem/enrollment-contract';
import type { AgreementLanguage } from '@tandem/enrollment-contract';
import { ApiClient, Browser, FaultWords } from '@tandem/platform-admin';

/** Opens the document of a version: its page in another tab, or its file. Links live five minutes, so each is asked for when it is needed. */
@Injectable()
export class OpenAgreement {
  private readonly api = inject(ApiClient);
  private readonly browser = inject(Browser);
  private readonly faults = inject(FaultWords);
  /** Why the last one could not be opened. */
  readonly failure = signal('');

  async read(templateId: string, language: AgreementLanguage): Promise<void> {
    const uri = await this.linkTo(templateId, language, 'displayUri');
    if (uri) window.open(uri, '_blank', 'noopener');
  }

  async download(templateId: string, language: AgreementLanguage): Promise<void> {
    const uri = await this.linkTo(templateId, language, 'downloadUri');
    if (uri) this.browser.go(uri);
  }

  private async linkTo(templateId: string, language: AgreementLanguage, which: 'displayUri' | 'downloadUri'): Promise<string> {
    this.failure.set('');
    try {
      const links = await this.api.call(getAgreementDocument, { params: { templateId }, query: { language } });
      return links[which];
    } catch (fault) {
      this.failure.set(this.faults.say(fault));
      return '';
    }
  }
}
