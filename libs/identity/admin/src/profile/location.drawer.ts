import { ChangeDetectionStrategy, Component, computed, inject, output, signal } from '@angular/core';
import { addMpnLocation, MpnLocationInput } from '@tandem/identity-contract';
import { ApiClient, Drawer, FaultWords, Icon, Note, Session, Words, Writes } from '@tandem/platform-admin';
import { FormFields } from './form-fields';
import { TextForm } from './text-form';
import type { FieldGroup } from './text-form';

const GROUPS: readonly FieldGroup[] = [
  { id: 'location', fields: [{ path: 'name', required: true }] },
  {
    id: 'address',
    fields: [
      { path: 'address.addressLine1', required: true },
      { path: 'address.addressLine2' },
      { path: 'address.postalCode', half: true },
      { path: 'address.city', half: true, required: true },
      { path: 'address.state', half: true },
      { path: 'address.country', half: true, required: true, mono: true, hint: true },
    ],
  },
  {
    id: 'contact',
    fields: [
      { path: 'contact.firstName', half: true, required: true },
      { path: 'contact.lastName', half: true, required: true },
      { path: 'contact.email', type: 'email', required: true, hint: true },
      { path: 'contact.phoneNumber', type: 'tel', required: true, hint: true },
    ],
  },
];

/** A new location; it gets an MPN ID of its own and cannot be removed again (MPN-06). */
@Component({
  selector: 'td-location-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Drawer, FormFields, Icon, Note, Writes],
  template: `
    <td-drawer #drawer [label]="words.t('profile.locations.add')" [unsaved]="form.dirty" (closed)="closed.emit()">
      <div class="body">
        <div class="form">
          @if (failure()) {
            <td-note tone="bad" [title]="words.t('profile.locations.notAdded')">{{ sentence() }}</td-note>
          } @else {
            <td-note rule="MPN-06">{{ words.t('profile.locations.stays') }}</td-note>
          }
          <td-form-fields [of]="form" name="location" [failure]="failure()" />
        </div>
      </div>
      <ng-container ngProjectAs="[foot]">
        <span class="end"></span>
        <button type="button" class="btn plain" (click)="drawer.close()">{{ words.t('act.cancel') }}</button>
        <button type="button" class="btn primary" [tdWrites]="busy()" (click)="add()">
          @if (busy()) {
            <td-icon class="spin" name="loader-circle" />
          }
          {{ words.t('profile.locations.add') }}
          <span class="kbd" aria-hidden="true">{{ words.t('keys.control') }} ↵</span>
        </button>
      </ng-container>
    </td-drawer>
  `,
  styleUrl: './drawer.css',
  host: { '(keydown.control.enter)': 'add()', '(keydown.meta.enter)': 'add()' },
})
export class LocationDrawer {
  readonly closed = output();
  /** Its new MPN ID. */
  readonly added = output<string>();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  protected readonly form = new TextForm(GROUPS, MpnLocationInput);
  protected readonly busy = signal(false);
  protected readonly failure = signal<unknown>(null);
  protected readonly sentence = computed(() => this.faults.say(this.failure()));

  constructor() {
    this.form.take({ address: { country: inject(Session).me().organisation.country } });
  }

  protected async add(): Promise<void> {
    if (this.busy()) return;
    this.failure.set(null);
    if (!this.form.complete()) return;
    this.busy.set(true);
    await this.api.call(addMpnLocation, { body: MpnLocationInput.parse(this.form.body()) }).then(
      ({ mpnId }) => {
        this.form.saved();
        this.added.emit(mpnId);
      },
      (fault: unknown) => this.failure.set(fault),
    );
    this.busy.set(false);
  }
}
