import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { DECISION_LIMIT, decideEnrollment } from '@tandem/enrollment-contract';
import type { CheckId, EnrollmentView } from '@tandem/enrollment-contract';
import { ApiClient, DrawerForm, Field, LANGUAGES, saving, Words } from '@tandem/platform-admin';
import type { Language } from '@tandem/platform-admin';
import { inLanguage, remarkKey, remarksOf, saidOf } from './said-draft';
import type { Explained, Remark } from './said-draft';

/** Rejecting a company, or asking it for something (VER-09): the reason, what is said of single checks, in the applicant's language, and how they will read it. */
@Component({
  selector: 'td-explain-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DrawerForm, Field],
  templateUrl: './explain.drawer.html',
  styleUrl: './explain.drawer.css',
})
export class ExplainDrawer {
  readonly enrollment = input.required<EnrollmentView>();
  readonly decision = input.required<Explained>();
  /** The language in which the applicant is mailed. */
  readonly language = input.required<Language>();
  readonly decided = output<EnrollmentView>();
  /** It was refused, e.g. because somebody decided first. */
  readonly refused = output<unknown>();
  readonly closed = output();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  protected readonly limit = DECISION_LIMIT;
  protected readonly languages = LANGUAGES;
  protected readonly chosen = signal<Language | undefined>(undefined);
  protected readonly spoken = computed(() => this.chosen() ?? this.language());
  protected readonly reason = signal('');
  protected readonly remarks = signal<readonly Remark[]>([]);
  private offered: { reason: string; remarks: readonly Remark[] } = { reason: '', remarks: [] };
  protected readonly dirty = (): boolean => this.reason() !== this.offered.reason || JSON.stringify(this.remarks()) !== JSON.stringify(this.offered.remarks);
  protected readonly saving = saving({ fields: ['reason'] });
  protected readonly wrong = computed(() => this.saving.wrong('reason', this.reason().trim() === '' ? this.words.t('reasons.DECISION_REASON_REQUIRED') : ''));
  protected readonly preview = computed(() => saidOf(this.remarks()).map(({ id, reason }) => ({ name: this.words.tIn(this.spoken(), `enrollment.checks.${id}`), reason })));

  constructor() {
    effect(() => {
      const language = this.spoken();
      void this.words.ready(language).then(() => untracked(() => this.offer(language)));
    });
  }

  protected nameOf(id: CheckId): string {
    return this.words.t(`enrollment.checks.${id}`);
  }

  protected say(id: CheckId, change: Partial<Remark>): void {
    this.remarks.update((remarks) => remarks.map((remark) => (remark.id === id ? { ...remark, ...change } : remark)));
  }

  protected save(): Promise<boolean> {
    const { id, attributes } = this.enrollment();
    const body = { decision: this.decision(), reason: this.reason(), checks: saidOf(this.remarks()), attributes: { etag: attributes.etag } };
    return this.saving.run(async () => {
      const decided = await this.api.call(decideEnrollment, { params: { id }, body }).catch((fault: unknown) => {
        this.refused.emit(fault);
        throw fault;
      });
      this.offered = { reason: this.reason(), remarks: this.remarks() };
      this.decided.emit(decided);
    }, this.reason().trim() !== '');
  }

  /** The texts of a language; what was written by hand stays. */
  private offer(language: Language): void {
    const reason = this.words.tIn(language, `reviews.templates.${this.decision()}`, { company: this.enrollment().companyName ?? this.enrollment().organisation.name });
    const remarks = remarksOf(this.enrollment().checks, (check) => this.words.tIn(language, remarkKey(check, (key) => this.words.has(key))));
    const before = this.offered;
    if (this.reason() === before.reason) this.reason.set(reason);
    this.remarks.set(before.remarks.length > 0 ? inLanguage(this.remarks(), before.remarks, remarks) : remarks);
    this.offered = { reason, remarks };
  }
}
