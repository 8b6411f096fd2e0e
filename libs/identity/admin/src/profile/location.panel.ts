import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { associateMpn, mpnLocationTimeline } from '@tandem/identity-contract';
import type { MpnLocation } from '@tandem/identity-contract';
import { ApiClient, FaultWords, Icon, RecordSheet, Session, storyOf, Toasts, Why, Words, Writes } from '@tandem/platform-admin';
import { unfitting } from './fitting';
import { lookOfLocation } from './looks';

/** One MPN account in the side panel: where it is, whom to ask there, its story, and having the program account stand on it (MPN-05, MPN-08). */
@Component({
  selector: 'td-location-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, RecordSheet, Why, Writes],
  template: `
    <td-record [name]="location().name" [look]="look()" [line]="words.t('profile.locations.line', { type: words.t('profile.types.' + location().type), mpnId: location().mpnId })" [failure]="failure()" [moments]="moments()">
      <dl class="facts">
        <dt>{{ words.t('profile.columns.country') }}</dt>
        <dd>{{ words.country(location().country) }}</dd>
        @if (location().address; as address) {
          <dt>{{ words.t('profile.groups.address') }}</dt>
          <dd>{{ place() }}</dd>
        }
        @if (location().contact; as contact) {
          <dt>{{ words.t('profile.groups.contact') }}</dt>
          <dd>
            @if (contact.firstName) {
              <p>{{ contact.firstName }} {{ contact.lastName }}</p>
            }
            <p><a [href]="'mailto:' + contact.email">{{ contact.email }}</a></p>
            @if (contact.phoneNumber) {
              <p>{{ contact.phoneNumber }}</p>
            }
          </dd>
        }
      </dl>
      @if (hindrance() !== 'associated') {
        <div class="acts gapped">
          <button type="button" class="btn sm" [tdWrites]="busy() || hindrance() !== null || mayNot !== null" [attr.aria-describedby]="mayNot ? 'associate-refused' : hindrance() ? 'associate-why-not' : null" (click)="associate()">
            <td-icon [name]="busy() ? 'loader-circle' : 'link'" [class.spin]="busy()" />{{ words.t('profile.account.associate') }}
          </button>
          @if (mayNot; as no) {
            <td-why for="associate-refused" [subject]="words.t('profile.account.associate')" [refusal]="no" />
          } @else if (hindrance(); as why) {
            <span class="why-not" id="associate-why-not">{{ words.t('profile.account.unfitting.' + why, { country: words.country(own) }) }}</span>
          }
        </div>
      }
    </td-record>
  `,
})
export class LocationPanel {
  readonly location = input.required<MpnLocation>();
  /** MPN ID of the location that the account stands on now; none yet: undefined. */
  readonly current = input<string | undefined>();
  readonly changed = output();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  private readonly toasts = inject(Toasts);
  private readonly session = inject(Session);
  protected readonly mayNot = this.session.refusal('mpn-association.change');
  protected readonly own = this.session.me().organisation.country;
  protected readonly hindrance = computed(() => unfitting(this.location(), this.own));
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly look = computed(() => lookOfLocation(this.location()));
  protected readonly place = computed(() => {
    const { addressLine1, addressLine2, postalCode, city, state } = this.location().address ?? {};
    return [addressLine1, addressLine2, [postalCode, city].filter(Boolean).join(' '), state].filter(Boolean).join(', ');
  });
  protected readonly moments = storyOf(this.location, () => this.api.call(mpnLocationTimeline, { params: { mpnId: this.location().mpnId } })).moments;

  /** Has the account stand here; where it stood before, it can again. */
  protected async associate(): Promise<void> {
    if (this.busy() || this.mayNot || this.hindrance() !== null) return;
    const [{ mpnId }, before] = [this.location(), this.current()];
    if (!(await this.choose(mpnId)) || before === undefined) return;
    this.toasts.show({ text: this.words.t('profile.account.associated', { mpnId }), undo: async () => void (await this.choose(before)) });
  }

  private async choose(mpnId: string): Promise<boolean> {
    this.busy.set(true);
    this.failure.set('');
    const done = await this.api.call(associateMpn, { body: { mpnId } }).then(
      () => true,
      (fault: unknown) => {
        this.failure.set(this.faults.say(fault));
        return false;
      },
    );
    this.busy.set(false);
    if (done) this.changed.emit();
    return done;
  }
}
