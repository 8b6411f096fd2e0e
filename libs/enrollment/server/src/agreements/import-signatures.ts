import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { GivenSignature, importSignatures } from '@tandem/enrollment-contract';
import type { OrganisationProfile } from '@tandem/identity-server';
import type { AnswerOf } from '@tandem/platform-contract';
import { Clock, DomainError } from '@tandem/platform-kernel';
import type { Actor } from '@tandem/platform-server';
import { EachByItself } from '../by-file/each-by-itself';
import { currentOf, readVersions } from './agreement-versions';
import type { VersionRow } from './agreement-versions';
import { ImportSignature } from './import-signature';

const TYPE = 'PartnerAgreement';

/** Takes over many signatures that exist already, each by itself. */
@Injectable()
export class ImportSignatures {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly each: EachByItself,
    private readonly importing: ImportSignature,
  ) {}

  /** @throws DomainError USER_REQUIRED: it is a person who vouches for the evidence. */
  async run({ userId, ...rest }: Actor, rows: readonly GivenSignature[], rehearse: boolean): Promise<AnswerOf<typeof importSignatures>['items']> {
    if (userId === undefined) throw new DomainError({ rule: 'API-05', reason: 'USER_REQUIRED', kind: 'forbidden' });
    const actor = { ...rest, userId };
    // Imports come one after the other: two files that name the same partners in another order would wait for each other.
    await this.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', ['signature imports']);
    const versions = await readVersions(this.em);
    const current = ({ country }: OrganisationProfile): VersionRow | undefined => currentOf(versions, TYPE, country, this.clock.now());
    const named = (organisation: OrganisationProfile, { versionRank }: GivenSignature): VersionRow | undefined =>
      versionRank === undefined ? current(organisation) : versions.find((version) => version.agreementType === TYPE && version.versionRank === versionRank);
    return this.each.run(rows, {
      keyOf: (organisation, row) => [organisation.id, named(organisation, row)?.versionRank].join(' '),
      act: (organisation, row) => this.importing.run(actor, organisation, row, { named: named(organisation, row), current: current(organisation) }),
    }, rehearse);
  }
}
