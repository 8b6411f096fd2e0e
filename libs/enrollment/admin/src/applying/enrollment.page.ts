import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { changeEnrollment, enrollmentTimeline, getEnrollment, listCountries, listEnrollments, startEnrollment, submitEnrollment } from '@tandem/enrollment-contract';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import { ApiClient, ApiFault, Ask, FaultWords, Icon, LiveUpdates, NoPermission, Note, Pill, saving, Session, Skeleton, storyOf, Timeline, Unreadable, Unsaved, When, Words, Writes } from '@tandem/platform-admin';
import type { Effect } from '@tandem/platform-admin';
import { ApplicationDraft } from './application-draft';
import { idOf } from './application-fields';
import { ApplicationForm } from './application-form';
import { CheckList } from './check-list';
import { ContactPart } from './contact-part';
import { lookOfEnrollment } from './enrollment-looks';
import { Way } from './way';

const EDITABLE = ['draft', 'action_required', 'rejected'];
const COUNTRY = 'legalBusinessProfile.address.country';

/** The enrollment of one's own organisation: begun, filled in, submitted, followed (SCR-03, SCR-05). */
@Component({
  selector: 'td-enrollment-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ApplicationForm, Ask, CheckList, ContactPart, Icon, NoPermission, Note, Pill, RouterLink, Skeleton, Timeline, Unreadable, Way, Writes],
  templateUrl: './enrollment.page.html',
  styleUrl: './enrollment.page.css',
})
export class EnrollmentPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly session = inject(Session);
  protected readonly faults = inject(FaultWords);
  private readonly api = inject(ApiClient);
  protected readonly refusal = this.session.refusal('enrollment.read');
  protected readonly mayEdit = this.session.may('enrollment.edit');
  /** Null: there is none yet; undefined: not read yet. */
  protected readonly view = signal<EnrollmentView | null | undefined>(undefined);
  protected readonly fault = signal<ApiFault | null>(null);
  protected readonly countries = signal<readonly string[]>([]);
  protected readonly asking = signal(false);
  protected readonly act = saving();
  protected readonly draft = new ApplicationDraft(async (body) => this.show(await this.api.call(changeEnrollment, { params: { id: this.view()?.id ?? '' }, body })));
  protected readonly look = computed(() => lookOfEnrollment(this.view()?.state ?? 'draft'));
  protected readonly editable = computed(() => this.mayEdit && EDITABLE.includes(this.view()?.state ?? ''));
  protected readonly asked = computed(() => this.mayEdit && this.view()?.state === 'contact_pending');
  protected readonly fixed = computed(() => (this.view()?.submittedAt === undefined ? [] : [COUNTRY]));
  protected readonly lastDay = computed(() => (this.view()?.expectedUntil === undefined ? '' : this.when.weekday(new Date(Date.parse(this.view()?.expectedUntil ?? '') - 1).toISOString())));
  protected readonly moments = storyOf(this.view, async () => {
    const view = this.view();
    return view ? this.api.call(enrollmentTimeline, { params: { id: view.id } }) : { items: [] };
  }).moments;
  protected readonly effects = computed((): Effect[] => {
    const of = (tone: Effect['tone'], key: string, rule?: string): Effect => ({ tone, text: this.words.t(`enrollment.transition.effects.${key}`), ...(rule ? { rule } : {}) });
    return [of('bad', 'forever', 'ORG-04'), of('bad', 'resellers', 'TRN-08'), of('ok', 'direct', 'TRN-07'), of('ok', 'customers')];
  });
  protected readonly idOf = idOf;

  constructor() {
    if (this.refusal) return;
    inject(LiveUpdates).refetch(['enrollment'], () => void this.read());
    inject(DestroyRef).onDestroy(inject(Unsaved).watch({ unsaved: () => this.draft.changed().length > 0, ask: async () => (await this.draft.save(), this.draft.changed().length === 0) }));
    void this.read();
    void this.api.call(listCountries).then(({ items }) => this.countries.set(items), () => undefined);
  }

  protected async read(): Promise<void> {
    try {
      const { items } = await this.api.call(listEnrollments, { query: { size: 1 } });
      const [newest] = items;
      if (newest) this.show(await this.api.call(getEnrollment, { params: { id: newest.id } }));
      else this.view.set(null);
      this.fault.set(null);
    } catch (fault) {
      if (!(fault instanceof ApiFault)) throw fault;
      this.fault.set(fault);
    }
  }

  protected begin(): Promise<boolean> {
    return this.act.run(async () => this.show(await this.api.call(startEnrollment, { body: { programType: 'indirect_reseller' } })));
  }

  /** Saves what is typed and submits; a transition asks first. */
  protected async submit(acknowledged = false): Promise<void> {
    await this.draft.save();
    this.draft.attempt();
    const view = this.view();
    if (!view || this.draft.state() === 'failed') return;
    if (view.issues.length > 0) return this.focus(view.issues[0]?.field);
    if (view.path === 'transition' && !acknowledged) return this.asking.set(true);
    const done = await this.act.run(async () => this.show(await this.api.call(submitEnrollment, { params: { id: view.id }, body: acknowledged ? { acknowledgedIrreversible: true } : {} })));
    if (done || acknowledged) this.asking.set(false);
  }

  protected issueWords(field: string | undefined): string {
    return field === undefined ? '' : this.words.t(`enrollment.fields.${field.replace('legalBusinessProfile.', '').replace('address.', '').replaceAll('.', '_')}`);
  }

  protected show(view: EnrollmentView): EnrollmentView {
    this.view.set(view);
    this.draft.take(view);
    return view;
  }

  /** Goes to a field that is wrong. */
  protected focus(field: string | undefined): void {
    document.getElementById(idOf(field ?? ''))?.focus();
  }
}
