import { ChangeDetectionStrategy, Component, inject, output, signal } from '@angular/core';
import { FormField, form, validate } from '@angular/forms/signals';
import { createPartner, GRANTED_PROGRAMS } from '@tandem/identity-contract';
import type { NewPartner } from '@tandem/identity-contract';
import { ApiClient, ApiFault, Drawer, FaultWords, Field, Icon, Note, Words, Writes } from '@tandem/platform-admin';
import type { Fault } from '@tandem/platform-contract';

/** What the first Global admin signs in with, at the only moment at which it is known. */
export interface FirstAdmin {
  readonly organisation: string;
  readonly userName: string;
  readonly password: string;
}

const EMPTY = { name: '', domain: '', country: '', program: 'indirect_provider' as NewPartner['program'], email: '', firstName: '', lastName: '', locale: 'de' as 'de' | 'en' };
const FIELDS = ['name', 'domain', 'country', 'firstName', 'lastName', 'email'] as const;
type FieldName = (typeof FIELDS)[number];
/** How the API names the fields of the person. */
const WIRE: Readonly<Record<string, string>> = { firstName: 'globalAdmin.firstName', lastName: 'globalAdmin.lastName', email: 'globalAdmin.email' };

/** Makes a partner organisation with its first Global admin. */
@Component({
  selector: 'td-organisation-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Drawer, Field, FormField, Icon, Note, Writes],
  templateUrl: './organisation.drawer.html',
  styleUrl: '../drawer-form.css',
})
export class OrganisationDrawer {
  readonly closed = output();
  readonly made = output<FirstAdmin>();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  protected readonly programs = GRANTED_PROGRAMS;
  private readonly model = signal(EMPTY);
  protected readonly fields = form(this.model, (path) => {
    const no = (fits: boolean) => (fits ? null : { kind: 'schema' });
    for (const name of ['name', 'domain', 'firstName', 'lastName'] as const) validate(path[name], ({ value }) => no(value().trim() !== ''));
    validate(path.country, ({ value }) => no(/^[a-z]{2}$/i.test(value().trim())));
    validate(path.email, ({ value }) => no(/^\S+@\S+\.\S+$/.test(value().trim())));
  });
  protected readonly dirty = (): boolean => JSON.stringify(this.model()) !== JSON.stringify(EMPTY);
  private readonly tried = signal(false);
  private readonly fault = signal<unknown>(null);
  protected readonly busy = signal(false);

  /** What is wrong with a field: after the first try, and whatever the server said of it. */
  protected wrong(name: FieldName): string {
    if (this.tried() && this.fields[name]().invalid()) return this.words.t(`organisations.wrong.${name}`);
    const refused = this.refused(name);
    return refused ? this.faults.of(refused) : '';
  }

  protected failure(): string {
    return this.fault() === null || FIELDS.some((name) => this.refused(name)) ? '' : this.faults.say(this.fault());
  }

  protected async save(event?: Event): Promise<void> {
    event?.preventDefault();
    this.tried.set(true);
    if (this.busy() || FIELDS.some((name) => this.fields[name]().invalid())) return;
    this.busy.set(true);
    this.fault.set(null);
    const { name, domain, country, program, ...admin } = this.model();
    const globalAdmin = { ...admin, email: admin.email.trim() };
    await this.api.call(createPartner, { body: { name, domain: domain.trim(), country: country.trim().toUpperCase(), program, globalAdmin } }).then(
      ({ name: organisation, credentials }) => this.made.emit({ organisation, userName: credentials?.userName ?? globalAdmin.email, password: credentials?.password ?? '' }),
      (fault: unknown) => this.fault.set(fault),
    );
    this.busy.set(false);
  }

  private refused(name: FieldName): Fault | undefined {
    const fault = this.fault();
    return fault instanceof ApiFault ? fault.faults.find(({ field }) => field === (WIRE[name] ?? name)) : undefined;
  }
}
