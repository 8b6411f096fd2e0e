import { inject, Injectable } from '@angular/core';
import { actOnRelationshipRequests, BULK_LIMIT, resendRelationshipRequest, revokeRelationshipRequest } from '@tandem/partnership-contract';
import type { BulkRequestRow } from '@tandem/partnership-contract';
import { ApiClient, FaultWords, Words } from '@tandem/platform-admin';
import type { RowResult } from '@tandem/platform-admin';

type Act = 'resend' | 'revoke';
type Row = { readonly id: string; readonly email?: string | undefined };

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

  /** Does an act to all rows, as many with one call as it takes, and says what became of each. */
  async each(act: Act, rows: readonly Row[]): Promise<RowResult[]> {
    const results: RowResult[] = [];
    for (let from = 0; from < rows.length; from += BULK_LIMIT) results.push(...(await this.together(act, rows.slice(from, from + BULK_LIMIT))));
    return results;
  }

  private async together(act: Act, rows: readonly Row[]): Promise<RowResult[]> {
    try {
      const { items } = await this.api.call(actOnRelationshipRequests, { params: { act }, body: { ids: rows.map(({ id }) => id) } });
      return rows.map((row, at) => this.result(act, row, items[at]));
    } catch (fault) {
      return rows.map((row) => ({ name: this.nameOf(row), ok: false, text: this.faults.say(fault) }));
    }
  }

  private result(act: Act, row: Row, answer: BulkRequestRow | undefined): RowResult {
    const [refusal] = answer?.error?.data ?? [];
    const text = refusal ? this.faults.of(refusal) : this.words.t(`partnership.bulk.${act}Done`);
    return { name: this.nameOf(row), ok: !refusal, text };
  }

  private readonly nameOf = ({ email }: Row): string => email ?? this.words.t('partnership.noAddress');
}
