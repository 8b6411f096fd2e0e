import { defineEntity, p } from '@mikro-orm/core';
import { DomainError, newId } from '@tandem/platform-kernel';
import type { ErrorKind } from '@tandem/platform-kernel';
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

const refuse = (rule: string, reason: string, kind: ErrorKind, details: Record<string, unknown> = {}): never => {
  throw new DomainError({ rule, reason, kind, field: 'mpnId', details });
};

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
    if (!location || location.status !== 'active') return refuse('MPN-03', 'MPN_NOT_FOUND', 'invalid');
    if (location.type !== 'location') refuse('MPN-01', 'MPN_NOT_LOCATION', 'invalid');
    if (location.country !== organisation.country)
      refuse('MPN-02', 'MPN_COUNTRY_MISMATCH', 'invalid', { expected: organisation.country, found: location.country });
    if (holder) refuse('MPN-04', 'MPN_IN_USE', 'conflict');

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
