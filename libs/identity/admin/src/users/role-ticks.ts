import { ChangeDetectionStrategy, Component, computed, inject, input, model } from '@angular/core';
import { rolesAssignableBy } from '@tandem/identity-contract';
import { Field, Icon, Session, Words } from '@tandem/platform-admin';
import type { Role, RoleGrant } from '@tandem/platform-contract';
import { countsForLocations, mpnIdsIn } from './role-grants';

/** The roles of a person to tick: those that the viewer may give and take. Others that the person holds are named beside them, and stay. */
@Component({
  selector: 'td-role-ticks',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, Icon],
  template: `
    <fieldset [attr.aria-describedby]="error() ? id() + '-roles-error' : null">
      <legend class="lab">{{ words.t('users.columns.roles') }}</legend>
      <div class="ticks">
        @for (role of offered(); track role) {
          <label class="choice"><input type="checkbox" [checked]="has(role)" (change)="tick(role)" />{{ words.t('roles.' + role) }}</label>
          @if (counts(role) && has(role)) {
            <td-field class="locations" [label]="words.t('users.locations', { role: words.t('roles.' + role) })" [for]="id() + '-' + role" [hint]="words.t('users.locationsHint')" help="ROL-08">
              <input class="in mono" #typed [id]="id() + '-' + role" autocomplete="off" inputmode="numeric" [value]="locationsOf(role)" [attr.aria-describedby]="id() + '-' + role + '-hint'" (input)="locate(role, typed.value)" />
            </td-field>
          }
        }
      </div>
      @for (grant of fixed(); track grant.role) {
        <p class="sm t2 fixed"><td-icon class="s" name="lock" />{{ words.t('roles.' + grant.role) }}@if (grant.locations) {<span class="mono"> {{ grant.locations.join(', ') }}</span>}</p>
      }
      @if (error()) {
        <p class="err" [id]="id() + '-roles-error'"><td-icon class="s" name="circle-alert" />{{ error() }}</p>
      }
    </fieldset>
  `,
  styles: `
    fieldset { border: 0; margin: 0; padding: 0; }
    .ticks { display: grid; gap: 4px; }
    .locations { display: block; margin: 2px 0 8px 24px; }
    .fixed { display: flex; align-items: center; gap: 8px; min-height: 24px; }
    .err { display: flex; gap: 6px; margin-top: 4px; font-size: 12px; line-height: 16px; color: var(--bad); }
    @media (max-width: 640px) {
      .choice { min-height: 44px; }
      .in { min-height: 44px; font-size: 16px; }
    }
  `,
})
export class RoleTicks {
  /** Begins the ids of its fields. */
  readonly id = input.required<string>();
  readonly grants = model.required<readonly RoleGrant[]>();
  readonly error = input('');
  protected readonly words = inject(Words);
  protected readonly counts = countsForLocations;
  protected readonly offered = computed(() => rolesAssignableBy(this.session.me().roles.map(({ role }) => role)));
  protected readonly fixed = computed(() => this.grants().filter(({ role }) => !this.offered().includes(role)));
  private readonly session = inject(Session);

  protected has(role: Role): boolean {
    return this.grants().some((grant) => grant.role === role);
  }

  protected locationsOf(role: Role): string {
    return this.grants().find((grant) => grant.role === role)?.locations?.join(', ') ?? '';
  }

  protected tick(role: Role): void {
    const others = this.grants().filter((grant) => grant.role !== role);
    this.grants.set(this.has(role) ? others : [...others, countsForLocations(role) ? { role, locations: [] } : { role }]);
  }

  protected locate(role: Role, typed: string): void {
    this.grants.set(this.grants().map((grant) => (grant.role === role ? { role, locations: mpnIdsIn(typed) } : grant)));
  }
}
