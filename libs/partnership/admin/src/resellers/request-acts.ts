import { inject, Injectable } from '@angular/core';
import { editRelationshipRequest, resendRelationshipRequest, revokeRelationshipRequest, sendRelationshipRequest } from '@tandem/partnership-contract';
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

  /** Sends a request whose mail did not arrive to another address. */
  async readdress(id: string, email: string): Promise<void> {
    await this.api.call(editRelationshipRequest, { params: { id }, body: { email } });
    await this.api.call(sendRelationshipRequest, { params: { id } });
  }

  async remind(id: string, remind: boolean): Promise<void> {
    await this.api.call(editRelationshipRequest, { params: { id }, body: { remind } });
  }
}
