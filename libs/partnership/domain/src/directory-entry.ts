import { defineEntity, p } from '@mikro-orm/core';
import { DomainError, sameRegion } from '@tandem/platform-kernel';

const DirectoryEntrySchema = defineEntity({
  name: 'DirectoryEntry',
  tableName: 'directory_entry',
  properties: {
    /** The provider's organisation: one entry each. */
    providerId: p.uuid().primary(),
    description: p.text(),
    services: p.array(),
    countries: p.array(),
    website: p.text().strictNullable(),
    email: p.text().strictNullable(),
    phoneNumber: p.text().strictNullable(),
    listed: p.boolean(),
    createdAt: p.datetime(3),
    changedAt: p.datetime(3),
    version: p.integer().version(),
  },
});

/** What an entry says; countries in ISO 3166-1 alpha-2. Empty texts of website, email and phoneNumber mean that there is none. */
export interface EntryContent {
  readonly description: string;
  readonly services: readonly string[];
  readonly countries?: readonly string[] | undefined;
  readonly website?: string | undefined;
  readonly email?: string | undefined;
  readonly phoneNumber?: string | undefined;
  readonly listed?: boolean | undefined;
}

/** What a change was, by field. */
export interface EntryChange {
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

const FIELDS = ['description', 'services', 'countries', 'website', 'email', 'phoneNumber', 'listed'] as const;

const once = (values: readonly string[]): string[] => [...new Set(values)].sort();

/** The countries an entry names: its provider's own one and others of the same region (GEO-04). */
function served(home: string, named: readonly string[]): string[] {
  const outside = named.find((country) => !sameRegion(home, country));
  if (outside !== undefined) throw new DomainError({ rule: 'GEO-04', reason: 'COUNTRY_OUTSIDE_REGION', kind: 'invalid', field: 'countries', details: { country: outside } });
  return once([home, ...named]);
}

/** A provider as the directory shows it to everybody (DIR-01); kept by the operator, never by the provider itself (DIR-02). */
export class DirectoryEntry extends DirectoryEntrySchema.class {
  /**
   * The entry of a provider; listed unless it says otherwise. `country` is the provider's legal country.
   * @throws DomainError COUNTRY_OUTSIDE_REGION (GEO-04).
   */
  static open({ id, country }: { readonly id: string; readonly country: string }, content: EntryContent, now: Date): DirectoryEntry {
    const entry = Object.assign(new DirectoryEntry(), { providerId: id, createdAt: now, changedAt: now, listed: content.listed ?? true });
    entry.countries = served(country, content.countries ?? []);
    entry.description = content.description;
    entry.services = once(content.services);
    entry.website = content.website || null;
    entry.email = content.email || null;
    entry.phoneNumber = content.phoneNumber || null;
    return entry;
  }

  /**
   * Takes over what is given and keeps the rest. Answers what changed; undefined when nothing did.
   * @throws DomainError COUNTRY_OUTSIDE_REGION (GEO-04).
   */
  change(country: string, given: Partial<EntryContent>, now: Date): EntryChange | undefined {
    const { description, services, countries, website, email, phoneNumber, listed } = given;
    const wanted = {
      description: description ?? this.description,
      services: services ? once(services) : this.services,
      countries: countries ? served(country, countries) : this.countries,
      website: website === undefined ? this.website : website || null,
      email: email === undefined ? this.email : email || null,
      phoneNumber: phoneNumber === undefined ? this.phoneNumber : phoneNumber || null,
      listed: listed ?? this.listed,
    };
    const changed = FIELDS.filter((field) => JSON.stringify(wanted[field]) !== JSON.stringify(this[field]));
    if (changed.length === 0) return undefined;
    const pick = (from: Readonly<Record<(typeof FIELDS)[number], unknown>>) => Object.fromEntries(changed.map((field) => [field, from[field]]));
    const change = { before: pick(this), after: pick(wanted) };
    Object.assign(this, wanted, { changedAt: now });
    return change;
  }
}

DirectoryEntrySchema.setClass(DirectoryEntry);
