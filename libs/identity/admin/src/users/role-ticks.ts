import { ChangeDetectionStrategy, Component, computed, inject, input, model } from '@angular/core';
import { rolesAssignableBy } from '@tandem/identity-contract';
import { Field, Icon, Session, Words } from '@tandem/platform-admin';
import type { Role, RoleGrant } from '@tandem/platform-contract';
import { LocationChoice } from './location-choice';
import { countsForLocations, mpnIdsIn } from './role-grants';

/** The roles of a person to tick: those that the viewer may give and take. Others that the person holds are named beside them, and stay. */
@Component({
  selector: 'td-role-ticks',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, Icon, LocationChoice],
  template: `
    <fieldset [attr.aria-describedby]="error() ? id() + '-roles-error' : null">
      <legend class="lab">{{ words.t('users.columns.roles') }}</legend>
      <div class="ticks">
        @for (role of offered(); track role) {
          <label class="choice"><input type="checkbox" [checked]="has(role)" (change)="tick(role)" />{{ words.t('roles.' + role) }}</label>
          @if (counts(role) && has(role)) {
            @if (reads) {
              <td-location-choice class="locations" [id]="id() + '-' + role" [label]="labelOf(role)" [chosen]="locationsOf(role)" (chosenChange)="locate(role, $event)" />
            } @else {
              <td-field class="locations" [label]="labelOf(role)" [for]="id() + '-' + role" [hint]="words.t('users.locations.typed')" help="ROL-08">
                <input class="in mono" #typed [id]="id() + '-' + role" autocomplete="off" inputmode="numeric" [value]="locationsOf(role).join(', ')" [attr.aria-describedby]="id() + '-' + role + '-hint'" (input)="locate(role, mpnIds(typed.value))" />
              </td-field>
            }
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
    .ticks { display: grid; gap: 4px; }
    .locations { display: block; margin: 2px 0 8px 24px; }
    .fixed { display: flex; align-items: center; gap: 8px; min-height: 24px; }
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
  protected readonly mpnIds = mpnIdsIn;
  protected readonly offered = computed(() => rolesAssignableBy(this.session.me().roles.map(({ role }) => role)));
  protected readonly fixed = computed(() => this.grants().filter(({ role }) => !this.offered().includes(role)));
  private readonly session = inject(Session);
  /** Whoever may not read the locations (a User admin) writes their MPN IDs. */
  protected readonly reads = this.session.may('mpn-location.read');

  protected has(role: Role): boolean {
    return this.grants().some((grant) => grant.role === role);
  }

  protected labelOf(role: Role): string {
    return this.words.t('users.locations.of', { role: this.words.t(`roles.${role}`) });
  }

  protected locationsOf(role: Role): readonly string[] {
    return this.grants().find((grant) => grant.role === role)?.locations ?? [];
  }

  protected tick(role: Role): void {
    const others = this.grants().filter((grant) => grant.role !== role);
    this.grants.set(this.has(role) ? others : [...others, countsForLocations(role) ? { role, locations: [] } : { role }]);
  }

  protected locate(role: Role, locations: readonly string[]): void {
    this.grants.set(this.grants().map((grant) => (grant.role === role ? { role, locations: [...locations] } : grant)));
  }
}
