import { ChangeDetectionStrategy, Component, inject, output, signal } from '@angular/core';
import { FormField, form, validate } from '@angular/forms/signals';
import { createPartner, GRANTED_PROGRAMS } from '@tandem/identity-contract';
import type { NewPartner } from '@tandem/identity-contract';
import { ApiClient, DrawerForm, Field, saving, Words } from '@tandem/platform-admin';

/** What the first Global admin signs in with, at the only moment at which it is known. */
export interface FirstAdmin {
  readonly organisation: string;
  readonly userName: string;
  readonly password: string;
}

const EMPTY = { name: '', domain: '', country: '', program: 'indirect_provider' as NewPartner['program'], email: '', firstName: '', lastName: '', locale: 'de' as 'de' | 'en' };
const FIELDS = ['name', 'domain', 'country', 'firstName', 'lastName', 'email'] as const;
type FieldName = (typeof FIELDS)[number];
/** How the API names a field: those of the person are of the Global admin. */
const onWire = (name: FieldName): string => (['firstName', 'lastName', 'email'].includes(name) ? 'globalAdmin.' : '') + name;

/** Makes a partner organisation with its first Global admin. */
@Component({
  selector: 'td-organisation-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DrawerForm, Field, FormField],
  templateUrl: './organisation.drawer.html',
})
export class OrganisationDrawer {
  readonly closed = output();
  readonly made = output<FirstAdmin>();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  protected readonly programs = GRANTED_PROGRAMS;
  private readonly model = signal(EMPTY);
  protected readonly fields = form(this.model, (path) => {
    const no = (fits: boolean) => (fits ? null : { kind: 'schema' });
    for (const name of ['name', 'domain', 'firstName', 'lastName'] as const) validate(path[name], ({ value }) => no(value().trim() !== ''));
    validate(path.country, ({ value }) => no(/^[a-z]{2}$/i.test(value().trim())));
    validate(path.email, ({ value }) => no(/^\S+@\S+\.\S+$/.test(value().trim())));
  });
  protected readonly dirty = (): boolean => JSON.stringify(this.model()) !== JSON.stringify(EMPTY);
  protected readonly saving = saving({ fields: FIELDS.map(onWire) });

  /** What is wrong with a field: after the first try, and whatever the server said of it. */
  protected wrong(name: FieldName): string {
    return this.saving.wrong(onWire(name), this.fields[name]().invalid() ? this.words.t(`organisations.wrong.${name}`) : '');
  }

  protected save(): Promise<boolean> {
    const { name, domain, country, program, ...admin } = this.model();
    const globalAdmin = { ...admin, email: admin.email.trim() };
    return this.saving.run(async () => {
      const { name: organisation, credentials } = await this.api.call(createPartner, { body: { name, domain: domain.trim(), country: country.trim().toUpperCase(), program, globalAdmin } });
      this.made.emit({ organisation, userName: credentials?.userName ?? globalAdmin.email, password: credentials?.password ?? '' });
    }, !FIELDS.some((field) => this.fields[field]().invalid()));
  }
}
