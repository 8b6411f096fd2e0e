import { inject, Injectable, signal } from '@angular/core';
import { ApiClient } from '@tandem/platform-admin';
import type { Language } from '@tandem/platform-admin';
import { listDeliveries } from '@tandem/platform-contract';

/** Countries in which German is written to a company. */
const GERMAN = new Set(['AT', 'CH', 'DE', 'LI']);

/** In which language an applicant is mailed: that of the mails so far; before the first one, what the country suggests. */
@Injectable({ providedIn: 'root' })
export class ApplicantLanguage {
  private readonly api = inject(ApiClient);
  private readonly found = signal<Language>('en');
  readonly now = this.found.asReadonly();

  async find(enrollmentId: string, country = ''): Promise<void> {
    this.found.set(GERMAN.has(country) ? 'de' : 'en');
    const [mail] = (await this.api.call(listDeliveries, { query: { subject: enrollmentId, size: 1 } }).catch(() => ({ items: [] }))).items;
    if (mail) this.found.set(mail.language);
  }
}
