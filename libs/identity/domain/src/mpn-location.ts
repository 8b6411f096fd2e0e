import { defineEntity, p } from '@mikro-orm/core';
import { DomainError, newId, regionOf } from '@tandem/platform-kernel';
import type { Refusal } from '@tandem/platform-kernel';
import { refusalOfCompanyMail } from './profiles/company-mail';
import type { Contact, PostalAddress } from './profiles/profile-content';

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
    /** Where it is, and whom to ask there; those that came from the network may have neither. */
    address: p.json<PostalAddress>().strictNullable(),
    contact: p.json<Contact>().strictNullable(),
    status: p.text().$type<'active' | 'inactive'>(),
    createdAt: p.datetime().columnType('timestamptz(3)'),
  },
});

/** What somebody says of a location that is added; country in ISO 3166-1 alpha-2. */
export interface NewLocation {
  readonly name: string;
  readonly address: PostalAddress;
  readonly contact: Contact;
}

/** Digits as dialled within the country: no country code, nothing between them (ENR-10). */
const LOCAL_PHONE = /^\d{4,10}$/;

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
    address?: PostalAddress;
    contact?: Contact;
    now: Date;
  }): MpnLocation {
    const location = new MpnLocation();
    location.id = newId();
    location.organisationId = given.organisationId;
    location.mpnId = given.mpnId;
    location.type = given.type;
    location.name = given.name;
    location.country = given.country;
    location.email = given.email ?? given.contact?.email ?? null;
    location.address = given.address ?? null;
    location.contact = given.contact ?? null;
    location.status = 'active';
    location.createdAt = given.now;
    return location;
  }

  /**
   * A location that the organisation adds itself, in any supported country: whether it can be associated is decided then (MPN-02, MPN-06).
   * @param webMail web-mail domains that the operator added.
   * @throws DomainError with everything that is wrong: COUNTRY_UNSUPPORTED (GEO-03), WEBMAIL_NOT_ALLOWED (ENR-08),
   * SIGN_IN_DOMAIN_NOT_ALLOWED (ENR-09), LOCAL_PHONE_REQUIRED (ENR-10).
   */
  static add(given: NewLocation & { organisationId: string; mpnId: string; now: Date }, webMail: readonly string[]): MpnLocation {
    const { address, contact } = given;
    const refusals: (Refusal | undefined)[] = [];
    if (!regionOf(address.country)) refusals.push({ rule: 'GEO-03', reason: 'COUNTRY_UNSUPPORTED', kind: 'invalid', field: 'address.country' });
    refusals.push(refusalOfCompanyMail(contact.email, 'contact.email', webMail));
    if (!LOCAL_PHONE.test(contact.phoneNumber ?? '')) refusals.push({ rule: 'ENR-10', reason: 'LOCAL_PHONE_REQUIRED', kind: 'invalid', field: 'contact.phoneNumber' });
    const [first, ...others] = refusals.filter((refusal) => refusal !== undefined);
    if (first) throw new DomainError(first, ...others);
    return MpnLocation.open({ ...given, type: 'location', country: address.country });
  }

  /** The location is closed in the network; it cannot be associated any more (MPN-03). */
  close(): void {
    this.status = 'inactive';
  }
}

MpnLocationSchema.setClass(MpnLocation);
