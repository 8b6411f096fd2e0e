import { ChangeDetectionStrategy, Component, computed, inject, output, signal } from '@angular/core';
import { FormField, form, maxLength } from '@angular/forms/signals';
import { CLIENT_NAME_LIMIT, createApiClient } from '@tandem/identity-contract';
import { ApiClient, Drawer, FaultWords, Field, Icon, Note, Words, Writes } from '@tandem/platform-admin';
import { ROLES } from '@tandem/platform-contract';
import type { Role } from '@tandem/platform-contract';
import type { ToldSecret } from './secret-once';

/** Roles that count everywhere in the organisation; those for single locations are given by the API. */
const OFFERED: readonly Role[] = ROLES.filter((role) => role !== 'operator' && role !== 'incentive_admin' && role !== 'incentive_user');

/** Makes an API client: its name and what it may do. */
@Component({
  selector: 'td-client-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Drawer, Field, FormField, Icon, Note, Writes],
  template: `
    <td-drawer #drawer [label]="words.t('apiClients.new')" [unsaved]="dirty" (closed)="closed.emit()">
      <div class="body">
        <form class="form" (submit)="save($event)">
          @if (failure()) {<td-note tone="bad" [title]="words.t('apiClients.notMade')">{{ failure() }}</td-note>}
          <td-field [label]="words.t('apiClients.columns.name')" for="client-name" [hint]="words.t('apiClients.nameHint')" [error]="tried() && !named() ? words.t('apiClients.wrong.name') : ''">
            <input class="in" id="client-name" autocomplete="off" [class.wrong]="tried() && !named()" [attr.aria-invalid]="tried() && !named()" [attr.aria-describedby]="'client-name-' + (tried() && !named() ? 'error' : 'hint')" [formField]="fields.name" />
          </td-field>
          <fieldset [attr.aria-describedby]="tried() && roles().length === 0 ? 'client-roles-error' : null">
            <legend class="lab">{{ words.t('apiClients.columns.roles') }}</legend>
            <p class="hint">{{ words.t('apiClients.rolesHint') }}</p>
            <div class="ticks">
              @for (role of offered; track role) {
                <label class="choice"><input type="checkbox" [checked]="roles().includes(role)" (change)="tick(role)" />{{ words.t('roles.' + role) }}</label>
              }
            </div>
            @if (tried() && roles().length === 0) {
              <p class="err" id="client-roles-error"><td-icon class="s" name="circle-alert" />{{ words.t('apiClients.wrong.roles') }}</p>
            }
          </fieldset>
          <button type="submit" hidden></button>
        </form>
      </div>
      <ng-container ngProjectAs="[foot]">
        <span class="end"></span>
        <button type="button" class="btn plain" (click)="drawer.close()">{{ words.t('act.cancel') }}</button>
        <button type="button" class="btn primary" [tdWrites]="busy()" (click)="save()">@if (busy()) {<td-icon class="spin" name="loader-circle" />}{{ words.t('apiClients.make') }}</button>
      </ng-container>
    </td-drawer>
  `,
  styleUrl: '../drawer-form.css',
})
export class ClientDrawer {
  readonly closed = output();
  readonly made = output<ToldSecret>();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  protected readonly offered = OFFERED;
  private readonly model = signal({ name: '' });
  protected readonly fields = form(this.model, (path) => maxLength(path.name, CLIENT_NAME_LIMIT));
  protected readonly roles = signal<readonly Role[]>([]);
  protected readonly named = computed(() => this.model().name.trim() !== '');
  protected readonly dirty = (): boolean => this.named() || this.roles().length > 0;
  protected readonly tried = signal(false);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');

  protected tick(role: Role): void {
    this.roles.update((roles) => this.offered.filter((one) => (one === role) !== roles.includes(one)));
  }

  protected async save(event?: Event): Promise<void> {
    event?.preventDefault();
    this.tried.set(true);
    if (this.busy() || !this.named() || this.roles().length === 0) return;
    this.busy.set(true);
    this.failure.set('');
    const body = { name: this.model().name.trim(), roles: this.roles().map((role) => ({ role })) };
    await this.api.call(createApiClient, { body }).then(
      ({ id, clientId, name, clientSecret: secret = '' }) => this.made.emit({ id, clientId, name, secret }),
      (fault: unknown) => this.failure.set(this.faults.say(fault)),
    );
    this.busy.set(false);
  }
}
