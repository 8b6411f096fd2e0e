import { inject, Injectable } from '@angular/core';
import { resendRelationshipRequest, revokeRelationshipRequest } from '@tandem/partnership-contract';
import { ApiClient } from '@tandem/platform-admin';

/** The acts on requests. */
@Injectable({ providedIn: 'root' })
export class RequestActs {
  private readonly api = inject(ApiClient);

  async resend(id: string): Promise<void> {
    await this.api.call(resendRelationshipRequest, { params: { id } });
  }

  async revoke(id: string): Promise<void> {
    await this.api.call(revokeRelationshipRequest, { params: { id } });
  }
}
