import { computed, inject, Injectable, signal } from '@angular/core';
import { form, validate } from '@angular/forms/signals';
import { createIndirectProvider, DirectoryEntryContent, editIndirectProvider, getIndirectProvider, indirectProviderTimeline, PROVIDER_SERVICES } from '@tandem/partnership-contract';
import type { IndirectProvider, ProviderService } from '@tandem/partnership-contract';
import { ApiClient, newerOf } from '@tandem/platform-admin';
import type { Difference, Newer } from '@tandem/platform-admin';

/** What an entry is made of, as the API names it. */
export const ENTRY_FIELDS = ['id', 'description', 'services', 'countries', 'website', 'email', 'phoneNumber'] as const;
export type EntryField = (typeof ENTRY_FIELDS)[number];
const EMPTY = { id: '', description: '', services: [] as ProviderService[], countries: '', website: '', email: '', phoneNumber: '', listed: true };
const { shape } = DirectoryEntryContent;

const textOf = ({ id = '', description = '', services = [], countries = [], website = '', email = '', phoneNumber = '', listed = true }: Partial<IndirectProvider>): typeof EMPTY =>
  ({ id, description, services: [...services], countries: countries.join(', '), website, email, phoneNumber, listed });

const codesIn = (text: string): string[] => text.toUpperCase().split(/[\s,;]+/).filter(Boolean);

/** What the operator writes into an entry, checked by the schema of the API before it is sent. */
@Injectable()
export class EntryForm {
  private readonly api = inject(ApiClient);
  private readonly model = signal(EMPTY);
  private readonly held = signal<IndirectProvider | null>(null);
  private readonly tried = signal(false);
  private readonly start = signal(EMPTY);
  /** The entry that is changed; null for a new one. */
  readonly editing = this.held.asReadonly();
  readonly text = this.model.asReadonly();
  /** Whether something typed is not saved. */
  readonly dirty = computed(() => JSON.stringify(this.model()) !== JSON.stringify(this.start()));

  readonly fields = form(this.model, (path) => {
    const no = (fits: boolean) => (fits ? null : { kind: 'schema' });
    validate(path.id, ({ value }) => no(this.held() !== null || value() !== ''));
    validate(path.description, ({ value }) => no(shape.description.safeParse(value()).success));
    validate(path.services, ({ value }) => no(shape.services.safeParse(value()).success));
    validate(path.countries, ({ value }) => no(shape.countries.safeParse(codesIn(value())).success));
    validate(path.website, ({ value }) => no(shape.website.safeParse(value()).success));
    validate(path.email, ({ value }) => no(shape.email.safeParse(value()).success));
    validate(path.phoneNumber, ({ value }) => no(shape.phoneNumber.safeParse(value()).success));
  });
  /** Names of the fields that do not fit, after somebody tried to save. */
  readonly wrong = computed(() => (this.tried() ? ENTRY_FIELDS.filter((name) => this.fields[name]().invalid()) : []));

  /** Goes on with an entry, or with an empty one. */
  take(entry: IndirectProvider | null): void {
    this.held.set(entry);
    this.tried.set(false);
    this.start.set(entry ? textOf(entry) : EMPTY);
    this.model.set(this.start());
  }

  /** What somebody else has saved meanwhile. @throws ApiFault when it cannot be read. */
  newest(): Promise<Newer<IndirectProvider>> {
    const params = { id: this.held()?.id ?? '' };
    return newerOf(this.api.call(getIndirectProvider, { params }), this.api.call(indirectProviderTimeline, { params }));
  }

  /** Where another version differs from what is typed; `nameOf` and `say` word a field and its value. */
  differences(entry: IndirectProvider | undefined, nameOf: (field: keyof typeof EMPTY) => string, say: (value: unknown) => string): readonly Difference[] {
    if (!entry) return [];
    const [mine, theirs] = [this.model(), textOf(entry)];
    const fields = (Object.keys(EMPTY) as (keyof typeof EMPTY)[]).filter((field) => JSON.stringify(mine[field]) !== JSON.stringify(theirs[field]));
    return fields.map((field) => ({ field: nameOf(field), theirs: say(theirs[field]), mine: say(mine[field]) }));
  }

  /** Goes on from another version and keeps what is typed; saving then writes over it. */
  goOnFrom(entry: IndirectProvider): void {
    this.held.set(entry);
  }

  tick(service: ProviderService): void {
    this.model.update((model) => ({ ...model, services: PROVIDER_SERVICES.filter((one) => (one === service) !== model.services.includes(one)) }));
  }

  /** Whether it can be saved; from now on every fault is shown. */
  complete(): boolean {
    this.tried.set(true);
    return this.wrong().length === 0;
  }

  /** Makes or changes the entry. @throws ApiFault when it was refused. */
  async save(): Promise<void> {
    const { id, countries, ...rest } = this.model();
    const body = { ...rest, countries: codesIn(countries) };
    const entry = this.held();
    if (entry) await this.api.call(editIndirectProvider, { params: { id: entry.id }, body: { ...body, attributes: { etag: entry.attributes.etag } } });
    else await this.api.call(createIndirectProvider, { body: { id, ...body } });
    this.start.set(this.model());
  }
}
