import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { decideEnrollment, DECISION_LIMIT } from '@tandem/enrollment-contract';
import type { CheckId, EnrollmentSummary, EnrollmentView } from '@tandem/enrollment-contract';
import { ApiClient, DrawerForm, Field, LANGUAGES, saving, Words } from '@tandem/platform-admin';
import type { Language } from '@tandem/platform-admin';

/** Templates that are offered for each decision. */
const TEMPLATES = { reject: ['contact', 'register', 'duplicate'], request_info: ['register', 'contact'] } as const;

/** Rejects a company, or asks for papers: with a reason that the contact reads, and remarks on single checks. */
@Component({
  selector: 'td-decision-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DrawerForm, Field],
  templateUrl: './decision.drawer.html',
})
export class DecisionDrawer {
  readonly row = input.required<EnrollmentSummary>();
  readonly decision = input.required<'reject' | 'request_info'>();
  readonly decided = output<EnrollmentView>();
  readonly closed = output();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  protected readonly limit = DECISION_LIMIT;
  protected readonly languages = LANGUAGES;
  protected readonly saving = saving({ fields: ['reason'] });
  protected readonly reason = signal('');
  protected readonly remarks = signal<Partial<Record<CheckId, string>>>({});
  /** In which language templates are put in; the contact's mail is in the language of whoever signed up. */
  protected readonly language = signal<Language>('de');
  protected readonly templates = computed(() => TEMPLATES[this.decision()]);
  protected readonly open = computed(() => this.row().checks.filter(({ result }) => result !== 'pass'));
  protected readonly dirty = (): boolean => this.reason() !== '' || Object.values(this.remarks()).some((text) => text !== '');
  protected readonly wrong = computed(() => this.saving.wrong('reason', this.reason().trim() === '' ? this.words.t('reasons.DECISION_REASON_REQUIRED') : ''));

  constructor() {
    this.language.set(this.words.language());
    for (const language of LANGUAGES) void this.words.ready(language);
  }

  /** Puts a text in, or after what is there; it can be changed before it goes out. */
  protected use(template: string): void {
    const text = this.words.tIn(this.language(), `reviews.templates.${template}`);
    this.reason.update((before) => (before.trim() === '' ? text : `${before.trim()}\n\n${text}`));
  }

  protected remark(id: CheckId, text: string): void {
    this.remarks.update((before) => ({ ...before, [id]: text }));
  }

  protected save(): Promise<boolean> {
    const checks = this.open().flatMap(({ id }) => {
      const reason = this.remarks()[id]?.trim() ?? '';
      return reason === '' ? [] : [{ id, reason }];
    });
    return this.saving.run(async () => {
      this.decided.emit(await this.api.call(decideEnrollment, { params: { id: this.row().id }, body: { decision: this.decision(), reason: this.reason().trim(), checks } }));
    }, this.reason().trim() !== '');
  }
}
