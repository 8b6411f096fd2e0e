import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { UserState } from '@tandem/identity-domain';
import { Config } from '@tandem/platform-server';
import { JoinFromOutside } from './join-from-outside';

/** Why somebody whom an outside issuer knows cannot sign in here. */
export type OutsideRefusal = 'unverified' | 'tenant' | 'unknown' | 'deactivated' | 'expired';

/** A person of ours, or why there is none. */
export type OutsidePerson = { readonly userId: string } | { readonly refused: OutsideRefusal };

interface Row {
  readonly id: string;
  readonly state: UserState;
  readonly organisation_id: string;
  readonly domain: string;
}

/**
 * Finds the person whom an outside issuer has identified: by their verified e-mail address, within the organisation that the issuer
 * names. Nobody is let in by an address alone, and no account is made: people are added by an admin of their organisation.
 * Whoever was invited by mail joins with the first sign-in, as long as the invitation lasts.
 */
@Injectable()
export class OutsidePeople {
  private readonly tenantClaim: string;

  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(JoinFromOutside) private readonly joining: JoinFromOutside,
    @Inject(Config) config: Config,
  ) {
    this.tenantClaim = config.get('OIDC_TENANT_CLAIM');
  }

  /** @param claims of an ID token that has been found good. */
  async find(claims: Readonly<Record<string, unknown>>): Promise<OutsidePerson> {
    const { email, email_verified: verified } = claims;
    if (typeof email !== 'string' || verified !== true || email.includes('\0')) return { refused: 'unverified' };
    const address = email.trim().toLowerCase();
    const [row] = await this.em.fork().execute<Row[]>(
      `select u.id, u.state, o.id as organisation_id, o.domain
       from partner_user u join organisation o on o.id = u.organisation_id where u.email = ?`,
      [address],
    );
    if (!row) return { refused: 'unknown' };
    if (!this.isOf(row, claims[this.tenantClaim], address)) return { refused: 'tenant' };
    const state = row.state === 'invited' ? await this.joining.run(row.id) : row.state;
    return state === 'active' ? { userId: row.id } : { refused: state };
  }

  /** The issuer's word counts where it says anything at all; only without it does the domain of the address. */
  private isOf(row: Row, tenant: unknown, address: string): boolean {
    if (tenant === undefined) return address.endsWith(`@${row.domain}`);
    return typeof tenant === 'string' && [row.organisation_id, row.domain].includes(tenant.toLowerCase());
  }
}
