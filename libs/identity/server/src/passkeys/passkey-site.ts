import { isIP } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@tandem/platform-kernel';
import { Config } from '@tandem/platform-server';

/** How a person was identified by a passkey (RFC 8176): a key that is theirs, and a device that made sure of them. */
export const PASSKEY_METHODS: readonly string[] = ['pop', 'user', 'mfa'];

/** Milliseconds within which a passkey has to answer a challenge. */
export const PASSKEY_PATIENCE = 300_000;

/** For whom passkeys of this installation are made (the relying party of WebAuthn): the host and the origin of PUBLIC_URL. */
@Injectable()
export class PasskeySite {
  /** The relying party's id; a passkey works for this host alone. */
  readonly id: string;
  readonly origin: string;
  /** Browsers make passkeys for names only, over https; localhost is the exception. */
  readonly offered: boolean;

  constructor(@Inject(Config) config: Config) {
    const { hostname, origin, protocol } = new URL(config.get('PUBLIC_URL'));
    this.id = hostname;
    this.origin = origin;
    const named = isIP(hostname.replace(/^\[|\]$/g, '')) === 0;
    this.offered = config.get('OIDC_ISSUER') === undefined && named && (protocol === 'https:' || hostname === 'localhost');
  }

  /** @throws DomainError PASSKEYS_NOT_OFFERED. */
  requireOffered(): void {
    if (!this.offered) throw new DomainError({ rule: 'ROL-12', reason: 'PASSKEYS_NOT_OFFERED', kind: 'conflict' });
  }
}
