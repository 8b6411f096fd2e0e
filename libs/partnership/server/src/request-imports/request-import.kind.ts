import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { OrganisationProfile } from '@tandem/identity-server';
import { requestImports } from '@tandem/partnership-contract';
import { readRequestRow, REQUEST_SHEET } from '@tandem/partnership-domain';
import type { FileImport, RequestRow } from '@tandem/partnership-domain';
import { Clock } from '@tandem/platform-kernel';
import type { Actor } from '@tandem/platform-server';
import { ImportKind } from '../imports/import-kind';
import type { Carried, Judged } from '../imports/import-kind';
import type { CsvRow } from '../imports/read-csv';
import { knownAddresses } from './known-addresses';
import { SendRows, verdictOf } from './send-rows';

const read = ({ columns, mapping }: FileImport, { cells }: CsvRow): RequestRow => readRequestRow(cells, columns, mapping);

/** Addresses to which partnership requests go. */
@Injectable()
export class RequestImportKind extends ImportKind {
  readonly name = 'requests';
  readonly routes = requestImports;
  readonly sheet = REQUEST_SHEET;
  readonly record = 'partnership_import';
  readonly done = { result: 'sent', column: 'invitation_id' } as const;
  readonly repeated = 'ADDRESS_REPEATED';
  readonly batch = 50;

  constructor(
    private readonly clock: Clock,
    private readonly sending: SendRows,
  ) {
    super();
  }

  async judge(em: EntityManager, entity: FileImport, rows: readonly CsvRow[]): Promise<Judged[]> {
    const asked = rows.map((row) => read(entity, row));
    const known = await knownAddresses(em, entity.organisationId, asked.flatMap(({ email, refusal }) => (refusal ? [] : [email])), this.clock.now());
    return asked.map(({ email, refusal }): Judged => {
      const key = email.toLowerCase();
      return refusal ? { result: 'invalid', reason: refusal.reason, about: null } : { key, ...verdictOf(known.get(key)) };
    });
  }

  carryOut(_em: EntityManager, entity: FileImport, actor: Actor, rows: readonly CsvRow[]): Promise<Carried> {
    return this.sending.run(actor, rows.map((row) => {
      const { email, name, language = entity.language } = read(entity, row);
      return { number: row.number, email, name, language };
    }));
  }

  hindrance(organisation: OrganisationProfile | undefined): string | null {
    if (organisation?.suspended) return 'ACCOUNT_SUSPENDED';
    return organisation?.programs.includes('indirect_provider') ? null : 'PROVIDER_INACTIVE';
  }

  describe(_em: EntityManager, entity: FileImport, rows: readonly (CsvRow & { readonly made: string | null })[]): Promise<Record<string, unknown>[]> {
    return Promise.resolve(
      rows.map((row) => {
        const { email, language, name, note } = read(entity, row);
        return { email, ...(language ? { language } : {}), ...(name === '' ? {} : { name }), ...(note === '' ? {} : { note }), ...(row.made === null ? {} : { requestId: row.made }) };
      }),
    );
  }

  override more({ language }: FileImport): Readonly<Record<string, unknown>> {
    return { language };
  }
}
