import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { OrganisationDirectory } from '@tandem/identity-server';
import type { OrganisationProfile } from '@tandem/identity-server';
import { DomainError, isUuid, sameRegion } from '@tandem/platform-kernel';
import { query } from '@tandem/platform-server';

/** How a reseller is named: by one of the two. */
export interface AskedReseller {
  readonly mpnId?: string | undefined;
  readonly tenantId?: string | undefined;
}

/** Answers a provider whether a reseller has signed the partner agreement (AGR-07); each way in which it has not is a refusal with its own code. */
@Injectable()
export class ResellerStatus {
  constructor(
    private readonly em: EntityManager,
    private readonly organisations: OrganisationDirectory,
  ) {}

  /**
   * Comes back when it has.
   * @param country of the provider that asks.
   * @throws DomainError STATUS_INPUT_MISSING, STATUS_INPUT_INVALID; RESELLER_MPN_UNKNOWN, TENANT_UNKNOWN; RESELLER_ELSEWHERE; RESELLER_NOT_ENROLLED; RESELLER_UNSIGNED, TENANT_UNSIGNED.
   */
  async requireSigned({ mpnId, tenantId }: AskedReseller, country: string): Promise<void> {
    if (!mpnId && !tenantId) throw new DomainError({ rule: 'AGR-07', reason: 'STATUS_INPUT_MISSING', kind: 'invalid' });
    if (mpnId && tenantId) throw new DomainError({ rule: 'AGR-07', reason: 'STATUS_INPUT_INVALID', kind: 'invalid' });
    const reseller = mpnId ? await this.byMpn(mpnId) : await this.byTenant(tenantId ?? '');
    if (!sameRegion(reseller.country, country)) throw new DomainError({ rule: 'AGR-07', reason: 'RESELLER_ELSEWHERE', kind: 'invalid' });
    const [row] = await query<{ signedAt: string | null }>(this.em, 'select signed_at as "signedAt" from reseller_agreement where organisation_id = ?', [reseller.id]);
    if (!row && mpnId) throw new DomainError({ rule: 'AGR-07', reason: 'RESELLER_NOT_ENROLLED', kind: 'invalid', field: 'mpnId' });
    if (row && row.signedAt !== null) return;
    if (mpnId) throw new DomainError({ rule: 'AGR-07', reason: 'RESELLER_UNSIGNED', kind: 'invalid', field: 'mpnId' });
    throw new DomainError({ rule: 'AGR-07', reason: 'TENANT_UNSIGNED', kind: 'invalid', field: 'tenantId' });
  }

  private async byMpn(mpnId: string): Promise<OrganisationProfile> {
    if (!/^\d+$/.test(mpnId)) throw new DomainError({ rule: 'AGR-07', reason: 'STATUS_INPUT_INVALID', kind: 'invalid', field: 'mpnId' });
    const found = (await this.organisations.named([mpnId])).get(mpnId);
    if (!found) throw new DomainError({ rule: 'AGR-07', reason: 'RESELLER_MPN_UNKNOWN', kind: 'invalid', field: 'mpnId' });
    return found;
  }

  private async byTenant(tenantId: string): Promise<OrganisationProfile> {
    if (!isUuid(tenantId)) throw new DomainError({ rule: 'AGR-07', reason: 'STATUS_INPUT_INVALID', kind: 'invalid', field: 'tenantId' });
    const found = await this.organisations.byId(tenantId);
    if (!found) throw new DomainError({ rule: 'AGR-07', reason: 'TENANT_UNKNOWN', kind: 'invalid', field: 'tenantId' });
    return found;
  }
}
