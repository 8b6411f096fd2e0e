import { defineEntity, p } from '@mikro-orm/core';
import { DomainError, newId } from '@tandem/platform-kernel';
import type { Refusal } from '@tandem/platform-kernel';
import type { MpnLocation } from './mpn-location';
import type { Organisation } from './organisation';

const MpnAssociationSchema = defineEntity({
  name: 'MpnAssociation',
  properties: {
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    mpnId: p.text(),
    since: p.datetime().columnType('timestamptz(3)'),
    /** When another one took its place; null: the current one. */
    until: p.datetime().columnType('timestamptz(3)').nullable(),
  },
});

/** Why an MPN account is none that a company of a country can be associated with (MPN-01 to MPN-03); undefined when it is. */
export function refusalOfLocation({ type, status, country }: Pick<MpnLocation, 'type' | 'status' | 'country'>, expected: string): Refusal | undefined {
  const invalid = { kind: 'invalid', field: 'mpnId' } as const;
  if (status !== 'active') return { ...invalid, rule: 'MPN-03', reason: 'MPN_NOT_FOUND' };
  if (type !== 'location') return { ...invalid, rule: 'MPN-01', reason: 'MPN_NOT_LOCATION' };
  return country === expected ? undefined : { ...invalid, rule: 'MPN-02', reason: 'MPN_COUNTRY_MISMATCH', details: { expected, found: country } };
}

/** The MPN location that an organisation acts under, now or formerly: one current per organisation and per location (MPN-04, MPN-08). */
export class MpnAssociation extends MpnAssociationSchema.class {
  /**
   * Associates a location; the current association becomes history.
   * @param location what the MPN id names, undefined when it names nothing here; `holder` the current association of that MPN id, if any.
   * @throws DomainError MPN_NOT_FOUND (MPN-03), MPN_NOT_LOCATION (MPN-01), MPN_COUNTRY_MISMATCH (MPN-02), MPN_IN_USE (MPN-04).
   */
  static associate(given: {
    organisation: Organisation;
    location: MpnLocation | undefined;
    current: MpnAssociation | undefined;
    holder: MpnAssociation | undefined;
    now: Date;
  }): MpnAssociation {
    const { organisation, location, current, holder } = given;
    if (!location) throw new DomainError({ rule: 'MPN-03', reason: 'MPN_NOT_FOUND', kind: 'invalid', field: 'mpnId' });
    const refusal = refusalOfLocation(location, organisation.country);
    if (refusal) throw new DomainError(refusal);
    if (holder) throw new DomainError({ rule: 'MPN-04', reason: 'MPN_IN_USE', kind: 'conflict', field: 'mpnId' });

    if (current) current.until = given.now;
    const association = new MpnAssociation();
    association.id = newId();
    association.organisationId = organisation.id;
    association.mpnId = location.mpnId;
    association.since = given.now;
    association.until = null;
    return association;
  }
}

MpnAssociationSchema.setClass(MpnAssociation);
