import { defineEntity, p } from '@mikro-orm/core';
import { DomainError, newId, regionOf } from '@tandem/platform-kernel';
import type { ProgramMembership } from './program-membership';

const OrganisationSchema = defineEntity({
  name: 'Organisation',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    /** The tenant's domain, lower case, unique over the installation. */
    domain: p.text(),
    /** ISO 3166-1 alpha-2, upper case. */
    country: p.text(),
    createdAt: p.datetime().columnType('timestamptz(3)'),
    version: p.integer().version(),
  },
});

/** A tenant: a partner, a customer, or the operator. What it is follows from the programs it holds (ORG-02). */
export class Organisation extends OrganisationSchema.class {
  /**
   * A new organisation.
   * @throws DomainError COUNTRY_UNSUPPORTED when the country belongs to no trading region (GEO-03).
   */
  static register(given: { id?: string; name: string; domain: string; country: string; now: Date }): Organisation {
    requireRegion(given.country);
    const organisation = new Organisation();
    organisation.id = given.id ?? newId();
    organisation.name = given.name.trim();
    organisation.domain = given.domain.trim().toLowerCase();
    organisation.country = given.country;
    organisation.createdAt = given.now;
    return organisation;
  }

  /**
   * Takes over the country of the first enrollment; afterwards it stands, and with it region and currency (ORG-06).
   * @param held everything the organisation holds or has held.
   * @throws DomainError COUNTRY_FIXED, COUNTRY_UNSUPPORTED.
   */
  settleIn(country: string, held: readonly ProgramMembership[]): void {
    if (country === this.country) return;
    if (held.length > 0) throw new DomainError({ rule: 'ORG-06', reason: 'COUNTRY_FIXED', kind: 'conflict', field: 'country' });
    requireRegion(country);
    this.country = country;
  }

  /** Takes another name; answers the former one, undefined when it is called so already. */
  rename(name: string): string | undefined {
    const former = this.name;
    this.name = name.trim();
    return this.name === former ? undefined : former;
  }
}

OrganisationSchema.setClass(Organisation);

function requireRegion(country: string): void {
  if (!regionOf(country)) throw new DomainError({ rule: 'GEO-03', reason: 'COUNTRY_UNSUPPORTED', kind: 'invalid', field: 'country' });
}
