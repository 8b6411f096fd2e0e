import { ChangeDetectionStrategy, Component, computed, inject, output, signal } from '@angular/core';
import { form, FormField } from '@angular/forms/signals';
import { createPartnerUser } from '@tandem/identity-contract';
import type { PartnerUserWithCredentials } from '@tandem/identity-contract';
import { ApiClient, DrawerForm, Field, saving, Words } from '@tandem/platform-admin';
import type { RoleGrant } from '@tandem/platform-contract';
import type * as z from 'zod';
import { PersonFields } from './person-fields';
import { RoleTicks } from './role-ticks';

type Added = z.output<typeof PartnerUserWithCredentials>;

const EMPTY = { email: '', firstName: '', lastName: '', locale: 'en' as 'de' | 'en', invite: 'mail' as 'mail' | 'password' };
const FIELDS = ['email', 'firstName', 'lastName', 'roles'] as const;
type FieldName = (typeof FIELDS)[number];

/** Adds a person (ROL-06): with an invitation by mail, or with credentials that are shown once. */
@Component({
  selector: 'td-add-user-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DrawerForm, Field, FormField, PersonFields, RoleTicks],
  templateUrl: './add-user.drawer.html',
  styleUrl: './add-user.drawer.css',
})
export class AddUserDrawer {
  readonly closed = output();
  /** The new person; with credentials when there was no invitation. */
  readonly added = output<Added>();

  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  private readonly start = { ...EMPTY, locale: this.words.language() };
  private readonly model = signal(this.start);
  protected readonly fields = form(this.model);
  protected readonly grants = signal<readonly RoleGrant[]>([]);
  protected readonly saving = saving({ fields: FIELDS, places: { EMAIL_TAKEN: 'email' } });
  protected readonly dirty = computed(() => this.grants().length > 0 || JSON.stringify(this.model()) !== JSON.stringify(this.start));
  protected readonly byMail = computed(() => this.model().invite === 'mail');
  /** Names of the fields that do not fit, by the schema of the API. */
  private readonly misfits = computed(() => {
    const read = createPartnerUser.body?.safeParse(this.body());
    return new Set([...(read?.error?.issues.map(({ path }) => path[0]) ?? []), ...(this.grants().length === 0 ? ['roles'] : [])]);
  });
  protected readonly wrong = (field: FieldName): string => this.saving.wrong(field, this.misfits().has(field) ? this.words.t(`users.wrong.${field}`) : '');

  protected save(): Promise<boolean> {
    return this.saving.run(async () => {
      const person = await this.api.call(createPartnerUser, { body: this.body() });
      this.model.set(this.start);
      this.grants.set([]);
      this.added.emit(person);
    }, this.misfits().size === 0);
  }

  private body() {
    const { invite, email, ...rest } = this.model();
    return { ...rest, email: email.trim(), invite: invite === 'mail', roles: this.grants().map((grant) => ({ ...grant })) };
  }
}
