import { ChangeDetectionStrategy, Component, computed, inject, output, signal } from '@angular/core';
import { FormField, form, maxLength } from '@angular/forms/signals';
import { CLIENT_NAME_LIMIT, createApiClient } from '@tandem/identity-contract';
import { ApiClient, DrawerForm, Field, Icon, saving, Words } from '@tandem/platform-admin';
import { ROLES } from '@tandem/platform-contract';
import type { Role } from '@tandem/platform-contract';
import type { ToldSecret } from './secret-once';

/** Roles that count everywhere in the organisation; those for single locations are given by the API. */
const OFFERED: readonly Role[] = ROLES.filter((role) => role !== 'operator' && role !== 'incentive_admin' && role !== 'incentive_user');

/** Makes an API client: its name and what it may do. */
@Component({
  selector: 'td-client-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DrawerForm, Field, FormField, Icon],
  template: `
    <td-drawer-form [label]="words.t('apiClients.new')" [act]="words.t('apiClients.make')" [refused]="words.t('apiClients.notMade')" [saving]="saving" [unsaved]="dirty" (saved)="save()" (closed)="closed.emit()">
      <td-field [label]="words.t('apiClients.columns.name')" for="client-name" [hint]="words.t('apiClients.nameHint')" [error]="wrong('name')">
        <input class="in" id="client-name" autocomplete="off" [class.wrong]="wrong('name')" [attr.aria-invalid]="wrong('name') !== ''" [attr.aria-describedby]="'client-name-' + (wrong('name') ? 'error' : 'hint')" [formField]="fields.name" />
      </td-field>
      <fieldset [attr.aria-describedby]="wrong('roles') ? 'client-roles-error' : null">
        <legend class="lab">{{ words.t('apiClients.columns.roles') }}</legend>
        <p class="hint">{{ words.t('apiClients.rolesHint') }}</p>
        <div class="ticks">
          @for (role of offered; track role) {
            <label class="choice"><input type="checkbox" [checked]="roles().includes(role)" (change)="tick(role)" />{{ words.t('roles.' + role) }}</label>
          }
        </div>
        @if (wrong('roles'); as error) {
          <p class="err" id="client-roles-error"><td-icon class="s" name="circle-alert" />{{ error }}</p>
        }
      </fieldset>
    </td-drawer-form>
  `,
  styles: '.ticks { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); margin-top: 8px; }',
})
export class ClientDrawer {
  readonly closed = output();
  readonly made = output<ToldSecret>();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  protected readonly offered = OFFERED;
  private readonly model = signal({ name: '' });
  protected readonly fields = form(this.model, (path) => maxLength(path.name, CLIENT_NAME_LIMIT));
  protected readonly roles = signal<readonly Role[]>([]);
  protected readonly named = computed(() => this.model().name.trim() !== '');
  protected readonly dirty = (): boolean => this.named() || this.roles().length > 0;
  protected readonly saving = saving({ fields: ['name', 'roles'] });

  protected wrong(field: 'name' | 'roles'): string {
    const misfits = field === 'name' ? !this.named() : this.roles().length === 0;
    return this.saving.wrong(field, misfits ? this.words.t(`apiClients.wrong.${field}`) : '');
  }

  protected tick(role: Role): void {
    this.roles.update((roles) => this.offered.filter((one) => (one === role) !== roles.includes(one)));
  }

  protected save(): Promise<boolean> {
    const body = { name: this.model().name.trim(), roles: this.roles().map((role) => ({ role })) };
    return this.saving.run(async () => {
      const { id, clientId, name, clientSecret: secret = '' } = await this.api.call(createApiClient, { body });
      this.made.emit({ id, clientId, name, secret });
    }, this.named() && this.roles().length > 0);
  }
}
