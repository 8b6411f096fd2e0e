import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { INVITATION_TYPES } from '@tandem/invitations-contract';
import { InvitationKind } from './invitation-kind';
import { provided } from '@tandem/platform-server';

/** All kinds of invitation that the contexts of this process bring. */
@Injectable()
export class InvitationKinds implements OnModuleInit {
  private readonly byType = new Map<string, InvitationKind>();

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    this.register(provided(this.discovery, InvitationKind));
  }

  /** @throws Error when a type has no kind or two, so that no stored invitation is without somebody who understands it. */
  register(kinds: readonly InvitationKind[]): void {
    for (const type of INVITATION_TYPES) {
      const found = kinds.filter((kind) => kind.type === type);
      if (found.length !== 1) throw new Error(`The invitation type ${type} has ${found.length} kinds; it needs exactly one`);
    }
    for (const kind of kinds) this.byType.set(kind.type, kind);
  }

  /** The kind of a type. @throws Error for a type that nobody registered. */
  of(type: string): InvitationKind {
    const kind = this.byType.get(type);
    if (!kind) throw new Error(`Nobody knows invitations of type ${type}`);
    return kind;
  }
}
