import { inject, Injectable } from '@angular/core';
import { actOnRelationshipRequests, editRelationshipRequest, resendRelationshipRequest, revokeRelationshipRequest, sendRelationshipRequest } from '@tandem/partnership-contract';
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

  /** Sends a request whose mail did not arrive to another address. */
  async readdress(id: string, email: string): Promise<void> {
    await this.api.call(editRelationshipRequest, { params: { id }, body: { email } });
    await this.api.call(sendRelationshipRequest, { params: { id } });
  }

  async remind(id: string, remind: boolean): Promise<void> {
    await this.api.call(editRelationshipRequest, { params: { id }, body: { remind } });
  }

  /** Does an act to some rows with one call, and says what became of each. @throws ApiFault when the call itself is refused. */
  async together(act: 'resend' | 'revoke', rows: readonly { readonly id: string }[]): Promise<Omit<RowResult, 'name'>[]> {
    const { items } = await this.api.call(actOnRelationshipRequests, { params: { act }, body: { ids: rows.map(({ id }) => id) } });
    return items.map(({ error }) => {
      const [refusal] = error?.data ?? [];
      return { ok: !refusal, text: refusal ? this.faults.of(refusal) : this.words.t(`partnership.bulk.${act}Done`) };
    });
  }
}
