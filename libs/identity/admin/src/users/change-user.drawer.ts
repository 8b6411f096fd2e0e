import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { form } from '@angular/forms/signals';
import { changePartnerUser, getPartnerUser, partnerUserTimeline } from '@tandem/identity-contract';
import type { PartnerUser } from '@tandem/identity-contract';
import { ApiClient, DrawerForm, newerOf, saving, Words } from '@tandem/platform-admin';
import type { Difference } from '@tandem/platform-admin';
import { PersonFields } from './person-fields';
import type { PersonTexts } from './person-fields';

const FIELDS = ['firstName', 'lastName', 'locale'] as const;
const LANGUAGES = { de: 'Deutsch', en: 'English' } as const;

const textsOf = ({ firstName, lastName, locale }: PartnerUser): PersonTexts => ({ firstName, lastName, locale });
const said = (texts: PersonTexts, field: (typeof FIELDS)[number]): string => (field === 'locale' ? LANGUAGES[texts.locale] : texts[field]);

/** Changes name and language of a person; what somebody else saved meanwhile is compared, never overwritten unseen (API-07). The address stays (ROL-06). */
@Component({
  selector: 'td-change-user-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DrawerForm, PersonFields],
  template: `
    <td-drawer-form
      [label]="words.t('users.changeOf', { email: user().email })"
      [act]="words.t('users.save')"
      [refused]="words.t('users.notSaved')"
      [saving]="saving"
      [unsaved]="dirty"
      [differences]="differences()"
      (saved)="save()"
      (closed)="closed.emit()"
      (reload)="reload()"
      (keep)="keep()"
    >
      <td-person-fields [of]="fields" [wrong]="wrong" />
    </td-drawer-form>
  `,
})
export class ChangeUserDrawer {
  readonly user = input.required<PartnerUser>();
  readonly closed = output();
  readonly saved = output();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  /** The version that is changed; another one that comes in meanwhile changes nothing here: saving says that it is stale. */
  private readonly held = linkedSignal<PartnerUser, PartnerUser>({ source: this.user, computation: (user, before) => (before?.value.id === user.id ? before.value : user) });
  private readonly model = linkedSignal(() => textsOf(this.held()));
  protected readonly fields = form(this.model);
  protected readonly dirty = (): boolean => FIELDS.some((field) => this.model()[field] !== this.held()[field]);
  protected readonly saving = saving<PartnerUser>({ fields: FIELDS, newest: () => newerOf(this.api.call(getPartnerUser, this.at()), this.api.call(partnerUserTimeline, this.at())) });
  protected readonly differences = computed((): Difference[] => {
    const { record } = this.saving.newer() ?? {};
    const [mine, theirs] = [this.model(), record ? textsOf(record) : this.model()];
    return FIELDS.filter((field) => mine[field] !== theirs[field]).map((field) => ({ field: this.words.t(`users.fields.${field}`), theirs: said(theirs, field), mine: said(mine, field) }));
  });
  private readonly misfits = computed(() => new Set(changePartnerUser.body?.safeParse(this.model()).error?.issues.map(({ path }) => path[0])));

  protected readonly wrong = (field: 'firstName' | 'lastName'): string => this.saving.wrong(field, this.misfits().has(field) ? this.words.t(`users.wrong.${field}`) : '');

  protected save(): Promise<boolean> {
    return this.saving.run(async () => {
      this.held.set(await this.api.call(changePartnerUser, { ...this.at(), body: this.model(), etag: this.held().attributes.etag }));
      this.saved.emit();
    }, this.misfits().size === 0);
  }

  /** Takes what somebody else has saved; what was typed is given up. */
  protected reload(): void {
    this.held.set(this.saving.newer()?.record ?? this.held());
    this.saving.reset();
  }

  /** Saves what is typed over what somebody else has saved. */
  protected keep(): Promise<boolean> {
    const mine = this.model();
    this.reload();
    this.model.set(mine);
    return this.save();
  }

  private at() {
    return { params: { id: this.held().id } };
  }
}
