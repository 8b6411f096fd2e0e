import { newestKeyName, readLink, signLink } from '@tandem/platform-kernel';
import type { LinkTarget } from '@tandem/platform-kernel';
import type { Config } from '../config/config';

/** What a link is made from: a record that counts its links, and the name of the key that signed the present one. */
export interface Linked {
  readonly id: string;
  readonly generation: number;
  readonly linkKey: string;
}

/** What links of one kind are for. */
export interface LinkKind {
  /** Path under which they are answered, e.g. `/reset/`. */
  readonly path: string;
  /** Signed along, so that a link of one kind is worth nothing as another; none: the links of invitations. */
  readonly purpose?: string;
}

/** Makes and reads the personal links of one kind with this installation's keys and address. */
export class SignedLinks {
  constructor(
    protected readonly config: Config,
    private readonly kind: LinkKind,
  ) {}

  /** Name of the key that signs new links. */
  get newestKey(): string {
    return newestKeyName(this.config.get('LINK_KEYS'));
  }

  /** The token of a record's present link: the last part of its address. */
  tokenOf({ id, generation, linkKey }: Linked): string {
    return signLink({ id, generation }, linkKey, this.config.get('LINK_KEYS'), this.kind.purpose);
  }

  /** The address of a record's present link. */
  readonly urlOf = (record: Linked): string => this.config.get('PUBLIC_URL') + this.kind.path + this.tokenOf(record);

  /** What a token names; undefined when it is not one of ours, for whatever reason (INV-02). */
  targetOf(token: string): LinkTarget | undefined {
    return readLink(token, this.config.get('LINK_KEYS'), this.kind.purpose);
  }
}
