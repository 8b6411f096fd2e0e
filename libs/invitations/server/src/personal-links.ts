import { Injectable } from '@nestjs/common';
import { LINK_PATH, newestKeyName, readLink, signLink } from '@tandem/invitations-domain';
import type { Invitation, LinkTarget } from '@tandem/invitations-domain';
import { DomainError } from '@tandem/platform-kernel';
import { Config } from '@tandem/platform-server';

/** What a link is made from. */
export type LinkOf = Pick<Invitation, 'id' | 'generation' | 'linkKey'>;

/** Makes and reads personal links with this installation's keys and address. */
@Injectable()
export class PersonalLinks {
  constructor(private readonly config: Config) {}

  /** Name of the key that signs new links. */
  get newestKey(): string {
    return newestKeyName(this.config.get('LINK_KEYS'));
  }

  /** The token of an invitation's present link: the last part of its address. */
  tokenOf({ id, generation, linkKey }: LinkOf): string {
    return signLink({ invitationId: id, generation }, linkKey, this.config.get('LINK_KEYS'));
  }

  /** The address of an invitation's present link. */
  readonly urlOf = (invitation: LinkOf): string => this.config.get('PUBLIC_URL').replace(/\/+$/, '') + LINK_PATH + this.tokenOf(invitation);

  /** What a token names. @throws DomainError LINK_UNKNOWN when it is not one of ours (INV-02): the same answer for every reason. */
  read(token: string): LinkTarget {
    const target = readLink(token, this.config.get('LINK_KEYS'));
    if (!target) throw new DomainError({ rule: 'INV-02', reason: 'LINK_UNKNOWN', kind: 'missing' });
    return target;
  }
}
