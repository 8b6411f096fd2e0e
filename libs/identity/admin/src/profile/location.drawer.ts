import { ChangeDetectionStrategy, Component, inject, output } from '@angular/core';
import { addMpnLocation, MpnLocationInput } from '@tandem/identity-contract';
import { ApiClient, DrawerForm, Note, saving, Session, Words } from '@tandem/platform-admin';
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
  imports: [DrawerForm, FormFields, Note],
  template: `
    <td-drawer-form [label]="words.t('profile.locations.add')" [act]="words.t('profile.locations.add')" [refused]="words.t('profile.locations.notAdded')" [saving]="saving" [unsaved]="form.dirty" (saved)="add()" (closed)="closed.emit()">
      @if (saving.sentence() === '') {<td-note rule="MPN-06">{{ words.t('profile.locations.stays') }}</td-note>}
      <td-form-fields [of]="form" name="location" [saving]="saving" />
    </td-drawer-form>
  `,
})
export class LocationDrawer {
  readonly closed = output();
  /** Its new MPN ID. */
  readonly added = output<string>();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  protected readonly form = new TextForm(GROUPS, MpnLocationInput);
  protected readonly saving = saving({ fields: this.form.fields.map(({ path }) => path) });

  constructor() {
    this.form.take({ address: { country: inject(Session).me().organisation.country } });
  }

  protected add(): Promise<boolean> {
    return this.saving.run(async () => {
      const { mpnId } = await this.api.call(addMpnLocation, { body: MpnLocationInput.parse(this.form.body()) });
      this.form.saved();
      this.added.emit(mpnId);
    }, this.form.complete());
  }
}
