import { inject, Injectable } from '@angular/core';
import { resendRelationshipRequest, revokeRelationshipRequest } from '@tandem/partnership-contract';
import { ApiClient, FaultWords, Words } from '@tandem/platform-admin';
import type { RowResult } from '@tandem/platform-admin';

/** The acts on requests, for one row or many: one refusal stops no other row. */
@Injectable({ providedIn: 'root' })
export class RequestActs {
  private readonly api = inject(ApiClient);
  private readonly words = inject(Words);
  private readonly faults = inject(FaultWords);

  async resend(id: string): Promise<void> {
    await this.api.call(resendRelationshipRequest, { params: { id } });
  }

  async revoke(id: string): Promise<void> {
    await this.api.call(revokeRelationshipRequest, { params: { id } });
  }

  /** Does an act on every row, one after the other, and says what became of each. */
  async each(act: 'resend' | 'revoke', rows: readonly { readonly id: string; readonly email?: string | undefined }[]): Promise<RowResult[]> {
    const results: RowResult[] = [];
    for (const row of rows) {
      const name = row.email ?? this.words.t('partnership.noAddress');
      try {
        await this[act](row.id);
        results.push({ name, ok: true, text: this.words.t(`partnership.bulk.${act}Done`) });
      } catch (fault) {
        results.push({ name, ok: false, text: this.faults.say(fault) });
      }
    }
    return results;
  }
}
