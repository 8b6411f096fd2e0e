import { Injectable } from '@nestjs/common';
import { LINK_PATH } from '@tandem/invitations-domain';
import type { Invitation } from '@tandem/invitations-domain';
import { DomainError } from '@tandem/platform-kernel';
import type { LinkTarget } from '@tandem/platform-kernel';
import { Config, SignedLinks } from '@tandem/platform-server';

/** What a link is made from. */
export type LinkOf = Pick<Invitation, 'id' | 'generation' | 'linkKey'>;

/** Makes and reads the personal links of invitations. */
@Injectable()
export class PersonalLinks extends SignedLinks {
  constructor(config: Config) {
    super(config, { path: LINK_PATH });
  }

  /** What a token names. @throws DomainError LINK_UNKNOWN when it is not one of ours (INV-02): the same answer for every reason. */
  read(token: string): LinkTarget {
    const target = this.targetOf(token);
    if (!target) throw new DomainError({ rule: 'INV-02', reason: 'LINK_UNKNOWN', kind: 'missing' });
    return target;
  }
}
