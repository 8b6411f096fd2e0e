import { inject, Injectable, signal } from '@angular/core';
import { listPartnerUsers } from '@tandem/identity-contract';
import { ApiClient, LiveUpdates } from '@tandem/platform-admin';

/** Somebody of the operator who can look at an enrollment. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
}

/** The people of the operator, by name. */
@Injectable({ providedIn: 'root' })
export class PeopleOfOperator {
  private readonly api = inject(ApiClient);
  private readonly known = signal<readonly Colleague[]>([]);
  readonly all = this.known.asReadonly();

  constructor() {
    inject(LiveUpdates).refetch(['partner_user'], () => void this.read());
    void this.read();
  }

  /** Without an answer one can still take an enrollment on oneself. */
  private async read(): Promise<void> {
    await this.api.call(listPartnerUsers, { query: { state: 'active', role: 'operator', size: 100 } }).then(
      ({ items }) => this.known.set(items.map(({ id, firstName, lastName }) => ({ id, name: `${firstName} ${lastName}`.trim() }))),
      () => undefined,
    );
  }
}
