import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { OrganisationDirectory } from '@tandem/identity-server';
import type { OrganisationProfile } from '@tandem/identity-server';
import { takeovers } from '@tandem/partnership-contract';
import { readTakeoverRow, TAKEOVER_SHEET } from '@tandem/partnership-domain';
import type { FileImport } from '@tandem/partnership-domain';
import { Clock } from '@tandem/platform-kernel';
import type { Actor } from '@tandem/platform-server';
import { ImportKind } from '../imports/import-kind';
import type { Carried, Judged } from '../imports/import-kind';
import type { CsvRow } from '../imports/read-csv';
import { EstablishRows } from './establish-rows';
import { judgePairs } from './judge-pairs';
import type { NamedRow } from './judge-pairs';

/** Existing partnerships that an operator takes over. */
@Injectable()
export class TakeoverKind extends ImportKind {
  readonly name = 'takeover';
  readonly routes = takeovers;
  readonly sheet = TAKEOVER_SHEET;
  readonly record = 'partnership_takeover';
  readonly done = { result: 'established', column: 'partnership_id' } as const;
  readonly repeated = 'PAIR_REPEATED';
  readonly batch = 200;

  constructor(
    private readonly clock: Clock,
    private readonly organisations: OrganisationDirectory,
    private readonly establishing: EstablishRows,
  ) {
    super();
  }

  async judge(em: EntityManager, entity: FileImport, rows: readonly CsvRow[]): Promise<Judged[]> {
    return judgePairs(em, await this.named(entity, rows));
  }

  async carryOut(_em: EntityManager, entity: FileImport, actor: Actor, rows: readonly CsvRow[]): Promise<Carried> {
    return { outcomes: await this.establishing.run(actor, entity.id, await this.named(entity, rows)) };
  }

  hindrance(organisation: OrganisationProfile | undefined): string | null {
    return organisation?.programs.includes('operator') ? null : 'OPERATOR_INACTIVE';
  }

  async describe(_em: EntityManager, entity: FileImport, rows: readonly (CsvRow & { readonly made: string | null })[]): Promise<Record<string, unknown>[]> {
    const side = (given: string, profile: OrganisationProfile | undefined): Record<string, unknown> => ({ given, ...(profile ? { id: profile.id, name: profile.name } : {}) });
    return (await this.named(entity, rows)).map(({ row, provider, reseller }, index) => {
      const made = rows[index]?.made ?? null;
      return {
        ...{ provider: side(row.provider, provider), reseller: side(row.reseller, reseller) },
        ...(row.since === undefined ? {} : { since: row.since }),
        ...(row.adminAccess === undefined ? {} : { adminAccess: row.adminAccess }),
        ...(row.evidence === '' ? {} : { evidence: row.evidence }),
        ...(row.note === '' ? {} : { note: row.note }),
        ...(made === null ? {} : { partnershipId: made }),
      };
    });
  }

  /** The rows as they read, with whom they name. */
  private async named({ columns, mapping }: FileImport, rows: readonly CsvRow[]): Promise<NamedRow[]> {
    const now = this.clock.now();
    const read = rows.map(({ number, cells }) => ({ number, row: readTakeoverRow(cells, columns, mapping, now) }));
    const organisations = await this.organisations.named(read.flatMap(({ row }) => [row.provider, row.reseller]));
    return read.map(({ number, row }) => ({ number, row, provider: organisations.get(row.provider), reseller: organisations.get(row.reseller) }));
  }
}
