import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { VettingStatus, VettingSubStatus } from '@tandem/identity-contract';
import { provided } from '@tandem/platform-server';

/** How far the verification of a company is. */
export interface Vetting {
  readonly vettingStatus: VettingStatus;
  readonly vettingSubStatus: VettingSubStatus;
}

/** What a downstream context brings that verifies companies. */
export abstract class VettingSource {
  /** How far an organisation's verification is now, or was when it last ended; undefined when there has been none. */
  abstract of(organisationId: string, version: 'Current' | 'LastFinalized'): Promise<Vetting | undefined>;
}

/** Answers how far a verification is, from whoever verifies in this process; an organisation that nobody verifies or has verified has `none`. */
@Injectable()
export class Vettings implements OnModuleInit {
  private source: VettingSource | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    this.register(provided(this.discovery, VettingSource));
  }

  /** @throws Error when two contexts verify companies, so that a status never depends on who is asked. */
  register(sources: readonly VettingSource[]): void {
    if (sources.length > 1) throw new Error(`${sources.length} contexts verify companies; at most one can`);
    [this.source] = sources;
  }

  async of(organisationId: string, version: 'Current' | 'LastFinalized' = 'Current'): Promise<Vetting> {
    return (await this.source?.of(organisationId, version)) ?? { vettingStatus: 'none', vettingSubStatus: 'none' };
  }
}
