import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { ProfileInput, profileTimeline } from '@tandem/identity-contract';
import type { ProfileName } from '@tandem/identity-contract';
import { ApiClient, ApiFault, Drawer, FaultWords, Icon, Note, Stale, storyOf, Timeline, Words, Writes } from '@tandem/platform-admin';
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
  imports: [Drawer, FormFields, Icon, Note, Stale, Timeline, Writes],
  templateUrl: './profile.drawer.html',
  styleUrl: './drawer.css',
  host: { '(keydown.control.enter)': 'save()', '(keydown.meta.enter)': 'save()' },
})
export class ProfileDrawer {
  readonly kind = input.required<ProfileName>();
  readonly profile = input.required<AnyProfile>();
  readonly closed = output();
  readonly saved = output();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  private etag = '';
  protected readonly form = computed(() => new TextForm(FIELDS[this.kind()].groups, ProfileInput[this.kind()]));
  protected readonly dirty = (): boolean => this.form().dirty();
  protected readonly busy = signal(false);
  protected readonly failure = signal<unknown>(null);
  /** The version that somebody saved meanwhile, with who and when. */
  protected readonly theirs = signal<{ readonly profile: AnyProfile; readonly by: string; readonly at: string | undefined } | null>(null);
  protected readonly sentence = computed(() => (this.failure() === null ? '' : this.faults.say(this.failure())));
  protected readonly country = computed(() => textAt(this.profile(), FIELDS[this.kind()].country ?? ''));
  protected readonly differences = computed(() => this.form().differences(this.theirs()?.profile, (field) => this.nameOf(field)));
  protected readonly moments = storyOf(this.profile, () => this.api.call(profileTimeline, { params: { profile: this.kind() } })).moments;

  constructor() {
    effect(() => {
      const form = this.form();
      // Another version that comes in while it is edited changes nothing here: saving says that it is stale.
      untracked(() => this.take(form, this.profile()));
    });
  }

  protected async save(): Promise<void> {
    if (this.busy()) return;
    this.failure.set(null);
    if (!this.form().complete()) return;
    this.busy.set(true);
    await this.api.call(ROUTES[this.kind()].put, { body: { ...this.form().body(), attributes: { etag: this.etag } } }).then(
      () => {
        this.form().saved();
        this.saved.emit();
      },
      (fault: unknown) => this.refuse(fault),
    );
    this.busy.set(false);
  }

  /** Takes what somebody else has saved; what was typed is given up. */
  protected reload(): void {
    const theirs = this.theirs();
    if (theirs) this.take(this.form(), theirs.profile);
  }

  /** Saves what is typed over what somebody else has saved. */
  protected async keep(): Promise<void> {
    this.etag = this.theirs()?.profile.attributes.etag ?? this.etag;
    this.theirs.set(null);
    await this.save();
  }

  private take(form: TextForm, profile: AnyProfile): void {
    this.etag = profile.attributes.etag ?? '';
    this.theirs.set(null);
    this.failure.set(null);
    form.take(profile);
  }

  /** A version of somebody else's is read, so that both can be compared; every other refusal is said. */
  private async refuse(fault: unknown): Promise<void> {
    if (fault instanceof ApiFault && fault.reason === 'STALE') await this.readTheirs().catch(() => this.failure.set(fault));
    else this.failure.set(fault);
  }

  private async readTheirs(): Promise<void> {
    const [profile, story] = await Promise.all([this.api.call(ROUTES[this.kind()].get), this.api.call(profileTimeline, { params: { profile: this.kind() } })]);
    const [last] = story.items;
    this.theirs.set({ profile, by: last?.actor?.name ?? '', at: last?.at });
  }

  private nameOf({ path }: TextField): string {
    return this.words.t(`profile.fields.${path.split('.').at(-1)}`);
  }
}
