import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { ProfileName } from '@tandem/identity-contract';
import { Icon, Session, Words } from '@tandem/platform-admin';
import { FIELDS } from './profile-fields';
import { textAt } from './text-form';

/** A telephone number stays on one line. */
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');

/** One profile to read, with the way to change it; whoever may not learns who may. Further facts are its content. */
@Component({
  selector: 'td-profile-part',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <div class="row wrap">
      <h3 class="h3 grow">{{ title() }}</h3>
      @if (refusal(); as no) {
        <span class="why-not" [id]="kind() + '-why-not'">{{ words.t('profile.onlyFor', { roles: rolesOf(no.roles) }) }}</span>
      }
      <button type="button" class="btn sm" [attr.aria-disabled]="refusal() !== null" [attr.aria-label]="words.t('profile.changeOne', { profile: title() })" [attr.aria-describedby]="refusal() ? kind() + '-why-not' : null" (click)="change()">
        <td-icon name="pencil" />{{ words.t('profile.change') }}
      </button>
    </div>
    <dl class="facts">
      @for (fact of facts(); track fact.label) {
        <dt>{{ fact.label }}</dt>
        <dd [class.mono]="fact.mono" [class.t3]="!fact.text">{{ fact.text || '–' }}</dd>
      }
      <ng-content />
    </dl>
  `,
  styles: `
    :host { display: block; }
    .row { gap: 8px 12px; padding-bottom: 4px; }
  `,
})
export class ProfilePart {
  readonly kind = input.required<ProfileName>();
  readonly profile = input.required<unknown>();
  readonly changing = output();
  protected readonly words = inject(Words);
  private readonly session = inject(Session);
  protected readonly title = computed(() => this.words.t(`profile.parts.${this.kind()}`));
  protected readonly refusal = computed(() => this.session.refusal(FIELDS[this.kind()].action));
  /** Single fields line by line; an address and a contact as one each. */
  protected readonly facts = computed(() => {
    const profile = this.profile();
    return FIELDS[this.kind()].groups.flatMap(({ id, fields }) => {
      const [head = '', leaf] = fields[0]?.path.split('.') ?? [];
      if (leaf === undefined) return fields.map(({ path, mono }) => ({ label: this.words.t(`profile.fields.${path}`), text: textAt(profile, path), mono: mono ?? false }));
      return [{ label: this.words.t(`profile.groups.${id}`), text: id === 'address' ? this.addressOf(profile, head) : this.contactOf(profile, head), mono: false }];
    });
  });

  protected rolesOf(roles: readonly string[]): string {
    return this.words.anyOf(roles.map((role) => this.words.t(`roles.${role}`)));
  }

  protected change(): void {
    if (this.refusal() === null) this.changing.emit();
  }

  private addressOf(profile: unknown, at: string): string {
    const part = (name: string): string => textAt(profile, `${at}.${name}`);
    const country = part('country');
    const town = [part('postalCode'), part('city')].filter(Boolean).join(' ');
    return [part('addressLine1'), part('addressLine2'), town, part('state'), country && this.words.country(country)].filter(Boolean).join(', ');
  }

  private contactOf(profile: unknown, at: string): string {
    const part = (name: string): string => textAt(profile, `${at}.${name}`);
    return [[part('firstName'), part('lastName')].filter(Boolean).join(' '), part('email'), unbroken(part('phoneNumber'))].filter(Boolean).join(' · ');
  }
}
