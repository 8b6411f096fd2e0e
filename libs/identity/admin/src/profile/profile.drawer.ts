import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, untracked } from '@angular/core';
import { ProfileInput, profileTimeline } from '@tandem/identity-contract';
import type { ProfileName } from '@tandem/identity-contract';
import { ApiClient, DrawerForm, newerOf, Note, saving, storyOf, Timeline, Words } from '@tandem/platform-admin';
import { FormFields } from './form-fields';
import { FIELDS, ROUTES } from './profile-fields';
import { TextForm, textAt } from './text-form';
import type { TextField } from './text-form';

/** A profile as it was read. */
export type AnyProfile = { readonly attributes: { readonly etag?: string | undefined } };

/** A profile that is changed in a drawer; what somebody else saved meanwhile is compared, never overwritten unseen (API-07). */
@Component({
  selector: 'td-profile-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DrawerForm, FormFields, Note, Timeline],
  templateUrl: './profile.drawer.html',
})
export class ProfileDrawer {
  readonly kind = input.required<ProfileName>();
  readonly profile = input.required<AnyProfile>();
  readonly closed = output();
  readonly saved = output();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  private etag = '';
  protected readonly form = computed(() => new TextForm(FIELDS[this.kind()].groups, ProfileInput[this.kind()]));
  protected readonly dirty = (): boolean => this.form().dirty();
  protected readonly saving = saving<AnyProfile>({
    fields: () => this.form().fields.map(({ path }) => path),
    newest: () => newerOf<AnyProfile>(this.api.call(ROUTES[this.kind()].get), this.readStory()),
  });
  protected readonly country = computed(() => textAt(this.profile(), FIELDS[this.kind()].country ?? ''));
  protected readonly differences = computed(() => this.form().differences(this.saving.newer()?.record, (field) => this.nameOf(field)));
  protected readonly moments = storyOf(this.profile, () => this.readStory()).moments;

  constructor() {
    effect(() => {
      const form = this.form();
      // Another version that comes in while it is edited changes nothing here: saving says that it is stale.
      untracked(() => this.take(form, this.profile()));
    });
  }

  protected save(): Promise<boolean> {
    return this.saving.run(async () => {
      await this.api.call(ROUTES[this.kind()].put, { body: { ...this.form().body(), attributes: { etag: this.etag } } });
      this.form().saved();
      this.saved.emit();
    }, this.form().complete());
  }

  /** Takes what somebody else has saved; what was typed is given up. */
  protected reload(): void {
    const newer = this.saving.newer();
    if (newer) this.take(this.form(), newer.record);
  }

  /** Saves what is typed over what somebody else has saved. */
  protected keep(): Promise<boolean> {
    this.etag = this.saving.newer()?.record.attributes.etag ?? this.etag;
    this.saving.reset();
    return this.save();
  }

  private take(form: TextForm, profile: AnyProfile): void {
    this.etag = profile.attributes.etag ?? '';
    this.saving.reset();
    form.take(profile);
  }

  private readStory() {
    return this.api.call(profileTimeline, { params: { profile: this.kind() } });
  }

  private nameOf({ path }: TextField): string {
    return this.words.t(`profile.fields.${path.split('.').at(-1)}`);
  }
}
