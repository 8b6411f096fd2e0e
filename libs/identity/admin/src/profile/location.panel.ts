import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { mpnLocationTimeline } from '@tandem/identity-contract';
import type { MpnLocation } from '@tandem/identity-contract';
import { ApiClient, RecordSheet, storyOf, Words } from '@tandem/platform-admin';
import { lookOfLocation } from './looks';

/** One MPN account in the side panel: where it is, whom to ask there, and its story. */
@Component({
  selector: 'td-location-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RecordSheet],
  template: `
    <td-record [name]="location().name" [look]="look()" [line]="words.t('profile.locations.line', { type: words.t('profile.types.' + location().type), mpnId: location().mpnId })" [moments]="moments()">
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
    </td-record>
  `,
})
export class LocationPanel {
  readonly location = input.required<MpnLocation>();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  protected readonly look = computed(() => lookOfLocation(this.location()));
  protected readonly place = computed(() => {
    const { addressLine1, addressLine2, postalCode, city, state } = this.location().address ?? {};
    return [addressLine1, addressLine2, [postalCode, city].filter(Boolean).join(' '), state].filter(Boolean).join(', ');
  });
  protected readonly moments = storyOf(this.location, () => this.api.call(mpnLocationTimeline, { params: { mpnId: this.location().mpnId } })).moments;
}
