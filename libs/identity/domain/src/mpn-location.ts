import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '@tandem/platform-kernel';

/** `global` stands for the whole company and can never be associated (MPN-01). */
export type MpnType = 'global' | 'location';

const MpnLocationSchema = defineEntity({
  name: 'MpnLocation',
  properties: {
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    /** Digits; unique over the installation. */
    mpnId: p.text(),
    type: p.text().$type<MpnType>(),
    name: p.text(),
    /** ISO 3166-1 alpha-2, upper case. */
    country: p.text(),
    /** Where mails about this location go; a location can do without. */
    email: p.text().nullable(),
    status: p.text().$type<'active' | 'inactive'>(),
    createdAt: p.datetime().columnType('timestamptz(3)'),
  },
});

/** An MPN account of an organisation: the global one or one of its locations (MPN-05). */
export class MpnLocation extends MpnLocationSchema.class {
  /** A location, active from the start. */
  static open(given: {
    organisationId: string;
    mpnId: string;
    type: MpnType;
    name: string;
    country: string;
    email?: string;
    now: Date;
  }): MpnLocation {
    const location = new MpnLocation();
    location.id = newId();
    location.organisationId = given.organisationId;
    location.mpnId = given.mpnId;
    location.type = given.type;
    location.name = given.name;
    location.country = given.country;
    location.email = given.email ?? null;
    location.status = 'active';
    location.createdAt = given.now;
    return location;
  }

  /** The location is closed in the network; it cannot be associated any more (MPN-03). */
  close(): void {
    this.status = 'inactive';
  }
}

MpnLocationSchema.setClass(MpnLocation);
