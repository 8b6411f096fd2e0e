import { isDeepStrictEqual } from 'node:util';
import { defineEntity, p } from '@mikro-orm/core';
import { DomainError, newId } from '@tandem/platform-kernel';
import type { Contact, GivenContent, ProfileContents, ProfileKind, SomeContent } from './profile-content';
import { refusalsOfProfile } from './profile-rules';
import type { ProfileChecks } from './profile-rules';

const PartnerProfileSchema = defineEntity({
  name: 'PartnerProfile',
  properties: {
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    kind: p.text().$type<ProfileKind>(),
    content: p.json<SomeContent>(),
    /** When the legal profile's primary contact confirmed its address; another address begins anew. */
    contactVerifiedAt: p.datetime(3).strictNullable(),
    changedAt: p.datetime(3),
    version: p.integer().version(),
  },
});

/** What a change was, by field. */
export interface ProfileChange {
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** Without the parts that are not there, so that two contents can be compared. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null)) as unknown;

/** One of the profiles of an organisation: each has its own version, so that two people can keep two of them at once. */
export class PartnerProfile extends PartnerProfileSchema.class {
  /** A profile that says nothing yet. */
  static open(organisationId: string, kind: ProfileKind, now: Date): PartnerProfile {
    return Object.assign(new PartnerProfile(), { id: newId(), organisationId, kind, content: {}, contactVerifiedAt: null, changedAt: now });
  }

  /**
   * Takes over what is given and keeps the rest; address and contact are taken as wholes, an empty text clears. Answers what changed; undefined
   * when nothing did.
   * @throws DomainError with everything that is wrong: FIELD_INVALID for what is missing, COUNTRY_FIXED (ORG-06), LEGAL_NAME_REFUSED (ENR-10),
   * WEBMAIL_NOT_ALLOWED (ENR-08), SIGN_IN_DOMAIN_NOT_ALLOWED (ENR-09).
   */
  change<Kind extends ProfileKind>(given: GivenContent<Kind>, checks: ProfileChecks, now: Date): ProfileChange | undefined {
    const meant = Object.entries(given as SomeContent).filter(([, value]) => value !== undefined);
    const merged: [string, SomeContent[string]][] = Object.entries({ ...this.content, ...Object.fromEntries(meant) });
    const wanted: SomeContent = Object.fromEntries(merged.filter(([, value]) => value !== ''));
    const [first, ...others] = refusalsOfProfile(this.kind, wanted as Partial<ProfileContents[ProfileKind]>, checks);
    if (first) throw new DomainError(first, ...others);

    const changed = [...new Set([...Object.keys(this.content), ...Object.keys(wanted)])].filter((field) => !isDeepStrictEqual(plain(this.content[field]), plain(wanted[field])));
    if (changed.length === 0) return undefined;
    const pick = (from: SomeContent) => Object.fromEntries(changed.filter((field) => from[field] !== undefined).map((field) => [field, from[field]]));
    const change = { before: pick(this.content), after: pick(wanted) };
    if (contactOf(this.content) !== contactOf(wanted)) this.contactVerifiedAt = null;
    this.content = wanted;
    this.changedAt = now;
    return change;
  }

  /** The primary contact has confirmed that its address is read. */
  verifyContact(now: Date): void {
    this.contactVerifiedAt = now;
  }

  /** Something that belongs to it but stands elsewhere has changed: whoever has read it before is late. */
  touch(now: Date): void {
    this.changedAt = now;
  }
}

PartnerProfileSchema.setClass(PartnerProfile);

/** Address of the primary contact; its case makes no difference. */
const contactOf = (content: SomeContent): string | undefined => (content['primaryContact'] as Contact | undefined)?.email.toLowerCase();
