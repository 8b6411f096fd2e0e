import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { Countries } from '@tandem/enrollment-admin';
import { getIncentiveInvitation, incentiveTimeline, saveIncentiveProfiles } from '@tandem/incentives-contract';
import type { IncentiveView } from '@tandem/incentives-contract';
import { ApiClient, DrawerForm, Field, newerOf, Note, saving, Words } from '@tandem/platform-admin';
import type { Difference } from '@tandem/platform-admin';
import { bodyOf, missingOf, payoutFields, sameTexts, shownFields, textsOf } from './profile-texts';
import type { ProfileField, ProfileTexts } from './profile-texts';

/** Payout and tax profile of an incentive (INC-08); one of them may be left for later. What was typed of another kind of account stays. */
@Component({
  selector: 'td-enroll-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DrawerForm, Field, Note],
  templateUrl: './enroll.drawer.html',
  styles: `fieldset { display: grid; gap: 12px; } .kinds { display: flex; flex-wrap: wrap; gap: 8px 20px; } legend.sec { padding-top: 0; }`,
})
export class EnrollDrawer {
  readonly incentive = input.required<IncentiveView>();
  readonly closed = output();
  readonly saved = output<IncentiveView>();
  protected readonly words = inject(Words);
  protected readonly countries = inject(Countries);
  private readonly api = inject(ApiClient);
  protected readonly kinds = ['iban', 'account'] as const;
  protected readonly taxId: ProfileField = { path: 'tax.taxId', name: 'taxId' };
  protected readonly taxCountry: ProfileField = { path: 'tax.country', name: 'country' };
  /** The version that is edited; another one that comes in meanwhile changes nothing here: saving says that it is stale. */
  private readonly held = linkedSignal<IncentiveView, IncentiveView>({ source: this.incentive, computation: (incentive, before) => (before?.value.id === incentive.id ? before.value : incentive) });
  private readonly start = computed(() => textsOf(this.held(), this.held().organisation.country));
  protected readonly texts = linkedSignal(() => this.start());
  protected readonly payout = computed(() => payoutFields(this.texts().kind));
  private readonly missing = computed(() => missingOf(this.texts()));
  protected readonly dirty = (): boolean => !sameTexts(this.texts(), this.start());
  protected readonly saving = saving<IncentiveView>({
    fields: () => shownFields(this.texts().kind).map(({ path }) => path),
    newest: () => newerOf(this.api.call(getIncentiveInvitation, this.at()), this.api.call(incentiveTimeline, this.at())),
  });
  protected readonly differences = computed((): Difference[] => {
    const newer = this.saving.newer();
    const [mine, theirs] = [this.texts(), newer ? textsOf(newer.record, newer.record.organisation.country) : this.texts()];
    return shownFields(mine.kind).filter(({ name }) => mine[name] !== theirs[name]).map(({ name }) => ({ field: this.nameOf(name), theirs: theirs[name], mine: mine[name] }));
  });
  /** Of what the operator found a problem in (SM-12). */
  protected readonly problems = computed(() => {
    const { state, verification } = this.held();
    return state === 'action_required' ? (['payout', 'tax'] as const).filter((profile) => verification?.[profile] === 'problem') : [];
  });

  protected nameOf(name: ProfileField['name']): string {
    return this.words.t(`incentives.fields.${name}`);
  }

  protected hintOf(name: ProfileField['name']): string {
    return this.words.has(`incentives.hints.${name}`) ? this.words.t(`incentives.hints.${name}`) : '';
  }

  protected wrong({ path, name }: ProfileField): string {
    return this.saving.wrong(path, this.missing().includes(path) ? this.words.t('incentives.profiles.needed', { field: this.nameOf(name) }) : '');
  }

  protected type(name: ProfileField['name'], text: string): void {
    this.write({ [name]: text });
  }

  protected write(change: Partial<ProfileTexts>): void {
    this.texts.update((texts) => ({ ...texts, ...change }));
  }

  /** Saves what differs from what is kept; what comes next is the page's. */
  protected save(): Promise<boolean> {
    return this.saving.run(async () => {
      if (!this.dirty()) return this.saved.emit(this.held());
      const { attributes } = this.held();
      const saved = await this.api.call(saveIncentiveProfiles, { ...this.at(), body: { ...bodyOf(this.texts()), attributes: { etag: attributes.etag } } });
      this.held.set(saved);
      this.saved.emit(saved);
    }, this.missing().length === 0);
  }

  /** Takes what somebody else has saved; what was typed is given up. */
  protected reload(): void {
    this.held.set(this.saving.newer()?.record ?? this.held());
    this.saving.reset();
  }

  /** Saves what is typed over what somebody else has saved. */
  protected keep(): Promise<boolean> {
    const mine = this.texts();
    this.reload();
    this.texts.set(mine);
    return this.save();
  }

  private at() {
    return { params: { id: this.held().id } };
  }
}
