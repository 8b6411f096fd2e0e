import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { changeEnrollment, enrollmentTimeline, getEnrollment } from '@tandem/enrollment-contract';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import { ApiClient, DrawerForm, Field, newerOf, saving, Words } from '@tandem/platform-admin';
import { CONTACT_FIELDS, idOf, leafOf } from './application-fields';
import { bodyOf, textsOf } from './application-texts';
import type { Texts } from './application-texts';

const PATHS = CONTACT_FIELDS.map(({ path }) => path);

/** Another primary contact, while the one there is has not answered: whoever is asked then gets a link of their own (ENR-15). */
@Component({
  selector: 'td-contact-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DrawerForm, Field],
  template: `
    <td-drawer-form
      [label]="words.t('enrollment.contact.change')"
      [act]="words.t('enrollment.contact.save')"
      [refused]="words.t('enrollment.contact.notSaved')"
      [saving]="saving"
      [unsaved]="dirty"
      [differences]="differences()"
      (saved)="save()"
      (closed)="closed.emit()"
      (reload)="reload()"
      (keep)="keep()"
    >
      <p class="sm t2">{{ words.t('enrollment.contact.changeText') }}</p>
      <div class="pair">
        @for (field of fields; track field.path) {
          <td-field [label]="nameOf(field.path)" [for]="idOf(field.path)" [hint]="field.hint ? words.t('enrollment.form.hints.' + leafOf(field.path)) : ''" [error]="wrong(field.path)" [rule]="saving.ruleOf(field.path)">
            <input
              class="in"
              [id]="idOf(field.path)"
              [type]="field.type ?? 'text'"
              [class.wrong]="wrong(field.path)"
              [attr.maxlength]="field.limit"
              [attr.aria-required]="true"
              [attr.aria-invalid]="wrong(field.path) !== ''"
              [attr.aria-describedby]="wrong(field.path) ? idOf(field.path) + '-error' : field.hint ? idOf(field.path) + '-hint' : null"
              [value]="texts()[field.path]"
              (input)="write(field.path, $any($event.target).value)"
            />
          </td-field>
        }
      </div>
    </td-drawer-form>
  `,
})
export class ContactDrawer {
  readonly enrollment = input.required<EnrollmentView>();
  readonly closed = output();
  readonly saved = output<EnrollmentView>();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  protected readonly fields = CONTACT_FIELDS;
  protected readonly idOf = idOf;
  protected readonly leafOf = leafOf;
  protected readonly texts = signal<Texts>({});
  private readonly start = signal<{ texts: Texts; etag: string | undefined }>({ texts: {}, etag: undefined });
  protected readonly dirty = (): boolean => PATHS.some((path) => this.texts()[path] !== this.start().texts[path]);
  protected readonly saving = saving<EnrollmentView>({
    fields: PATHS,
    newest: () => {
      const params = { id: this.enrollment().id };
      return newerOf(this.api.call(getEnrollment, { params }), this.api.call(enrollmentTimeline, { params }));
    },
  });
  protected readonly differences = computed(() => {
    const newer = this.saving.newer();
    const theirs = newer ? textsOf(newer.record) : {};
    return PATHS.filter((path) => newer && theirs[path] !== this.texts()[path]).map((path) => ({ field: this.nameOf(path), theirs: theirs[path] ?? '', mine: this.texts()[path] ?? '' }));
  });

  constructor() {
    effect(() => {
      const enrollment = this.enrollment();
      // Another version of it comes in while it is edited: what was typed stays, saving says that it is stale.
      untracked(() => this.start().etag ?? this.take(enrollment));
    });
  }

  protected nameOf(path: string): string {
    return this.words.t(`enrollment.form.fields.${leafOf(path)}`);
  }

  protected wrong(path: string): string {
    return this.saving.wrong(path, this.texts()[path]?.trim() === '' ? this.words.t('enrollment.form.needed') : '');
  }

  protected write(path: string, text: string): void {
    this.texts.update((texts) => ({ ...texts, [path]: text }));
  }

  protected save(): Promise<boolean> {
    return this.saving.run(async () => {
      const body = { ...bodyOf(this.texts(), PATHS), attributes: { etag: this.start().etag } };
      this.saved.emit(await this.api.call(changeEnrollment, { params: { id: this.enrollment().id }, body }));
      this.start.update(({ etag }) => ({ texts: this.texts(), etag }));
      this.closed.emit();
    }, PATHS.every((path) => this.texts()[path]?.trim() !== ''));
  }

  protected reload(): void {
    this.take(this.saving.newer()?.record ?? this.enrollment());
    this.saving.reset();
  }

  protected keep(): Promise<boolean> {
    const newer = this.saving.newer();
    if (newer) this.start.set({ texts: textsOf(newer.record), etag: newer.record.attributes.etag });
    this.saving.reset();
    return this.save();
  }

  private take(enrollment: EnrollmentView): void {
    this.texts.set(textsOf(enrollment));
    this.start.set({ texts: textsOf(enrollment), etag: enrollment.attributes.etag });
  }
}
