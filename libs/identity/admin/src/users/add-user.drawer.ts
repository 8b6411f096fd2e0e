import { ChangeDetectionStrategy, Component, computed, inject, output, signal } from '@angular/core';
import { form, FormField } from '@angular/forms/signals';
import { createPartnerUser } from '@tandem/identity-contract';
import type { PartnerUserWithCredentials } from '@tandem/identity-contract';
import { ApiClient, ApiFault, Drawer, FaultWords, Field, Icon, Note, Words, Writes } from '@tandem/platform-admin';
import type { RoleGrant } from '@tandem/platform-contract';
import type * as z from 'zod';
import { RoleTicks } from './role-ticks';

type Added = z.output<typeof PartnerUserWithCredentials>;

const EMPTY = { email: '', firstName: '', lastName: '', locale: 'en' as 'de' | 'en', invite: 'mail' as 'mail' | 'password' };
const FIELDS = ['email', 'firstName', 'lastName', 'roles'] as const;
type FieldName = (typeof FIELDS)[number];

/** Adds a person (ROL-06): with an invitation by mail, or with credentials that are shown once. */
@Component({
  selector: 'td-add-user-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Drawer, Field, FormField, Icon, Note, RoleTicks, Writes],
  templateUrl: './add-user.drawer.html',
  styleUrl: './add-user.drawer.css',
  host: { '(keydown.control.enter)': 'save()', '(keydown.meta.enter)': 'save()' },
})
export class AddUserDrawer {
  readonly closed = output();
  /** The new person; with credentials when there was no invitation. */
  readonly added = output<Added>();

  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  private readonly start = { ...EMPTY, locale: this.words.language() };
  private readonly model = signal(this.start);
  protected readonly fields = form(this.model);
  protected readonly grants = signal<readonly RoleGrant[]>([]);
  private readonly tried = signal(false);
  protected readonly busy = signal(false);
  protected readonly failure = signal<unknown>(null);
  protected readonly dirty = computed(() => this.grants().length > 0 || JSON.stringify(this.model()) !== JSON.stringify(this.start));
  protected readonly byMail = computed(() => this.model().invite === 'mail');
  /** Names of the fields that do not fit, by the schema of the API. */
  private readonly misfits = computed(() => {
    const read = createPartnerUser.body?.safeParse(this.body());
    return new Set([...(read?.error?.issues.map(({ path }) => path[0]) ?? []), ...(this.grants().length === 0 ? ['roles'] : [])]);
  });
  /** What the server said that belongs to no field. */
  protected readonly sentence = computed(() => {
    const failure = this.failure();
    if (failure === null || (failure instanceof ApiFault && FIELDS.some((field) => this.refusal(field) !== ''))) return '';
    return this.faults.say(failure);
  });

  protected wrong(field: FieldName): string {
    return this.tried() && this.misfits().has(field) ? this.words.t(`users.wrong.${field}`) : this.refusal(field);
  }

  protected async save(): Promise<void> {
    if (this.busy()) return;
    this.tried.set(true);
    this.failure.set(null);
    if (this.misfits().size > 0) return;
    this.busy.set(true);
    await this.api.call(createPartnerUser, { body: this.body() }).then(
      (person) => {
        this.model.set(this.start);
        this.grants.set([]);
        this.added.emit(person);
      },
      (fault: unknown) => this.failure.set(fault),
    );
    this.busy.set(false);
  }

  private body() {
    const { invite, email, ...rest } = this.model();
    return { ...rest, email: email.trim(), invite: invite === 'mail', roles: this.grants().map((grant) => ({ ...grant })) };
  }

  private refusal(field: FieldName): string {
    const failure = this.failure();
    if (!(failure instanceof ApiFault)) return '';
    const fault = failure.faults.find((one) => one.field?.split('.')[0] === field || (field === 'email' && one.reason === 'EMAIL_TAKEN'));
    return fault ? this.faults.of(fault) : '';
  }
}
