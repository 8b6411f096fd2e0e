import { afterNextRender, ChangeDetectionStrategy, Component, computed, DestroyRef, effect, inject, Injector, input, output, signal, untracked, viewChild } from '@angular/core';
import { submitEnrollment } from '@tandem/enrollment-contract';
import type { EnrollmentView, IssueView } from '@tandem/enrollment-contract';
import { ApiClient, ApiFault, Ask, FaultWords, Field, Icon, Note, Session, Stale, Unsaved, When, Why, Words, Writes } from '@tandem/platform-admin';
import type { Difference, Effect } from '@tandem/platform-admin';
import { ApplicationDraft } from './application-draft';
import { CONTACT_EMAIL, COUNTRY, idOf, leafOf, SECTIONS } from './application-fields';
import type { ApplicationField, ApplicationSection } from './application-fields';
import { IssueWords } from './application-issues';
import { differing, textsOf } from './application-texts';
import { Countries } from '../countries';
import { IssueList } from './issue-list';
import { TransitionAsk } from './transition-ask';

/** The form of an enrollment (SCR-03): its steps on one page, saved by itself, submitted with "Enroll now". */
@Component({
  selector: 'td-application-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Ask, Field, Icon, IssueList, Note, Stale, TransitionAsk, Why, Writes],
  providers: [ApplicationDraft],
  templateUrl: './application-form.html',
  styleUrl: './application-form.css',
})
export class ApplicationForm {
  readonly enrollment = input.required<EnrollmentView>();
  /** It goes on from here: to the contact, or into the review. */
  readonly submitted = output<EnrollmentView>();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly draft = inject(ApplicationDraft);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  private readonly issueWords = inject(IssueWords);
  private readonly injector = inject(Injector);
  protected readonly refusal = inject(Session).refusal('enrollment.submit');
  protected readonly mayNotEdit = inject(Session).refusal('enrollment.edit');
  protected readonly sections = SECTIONS;
  protected readonly idOf = idOf;
  protected readonly sending = signal(false);
  protected readonly asking = signal(false);
  protected readonly refused = signal('');
  private readonly tried = signal(false);
  private readonly left = signal<ReadonlySet<string>>(new Set());
  /** What the server had against the submission beyond what it says of the draft. */
  private readonly more = signal<readonly IssueView[]>([]);
  private readonly list = viewChild(IssueList);
  protected readonly now = computed(() => this.draft.enrollment() ?? this.enrollment());
  protected readonly issues = computed(() => (this.more().length > 0 ? this.more() : this.now().issues));
  protected readonly shownIssues = computed(() => (this.tried() ? this.issues() : []));
  protected readonly skips = signal(false);
  private readonly offered = inject(Countries);
  /** Those that can be chosen, and the one that is there in any case. */
  protected readonly countries = computed(() => {
    const there = this.draft.texts()[COUNTRY] ?? '';
    const all = this.offered.all();
    return there === '' || all.some(({ code }) => code === there) ? all : [{ code: there, name: this.words.country(there) }, ...all];
  });
  protected readonly failed = computed(() => (this.draft.fault() === null ? '' : this.faults.say(this.draft.fault())));
  protected readonly differences = computed((): Difference[] => {
    const newer = this.draft.newer();
    if (!newer) return [];
    const [mine, theirs] = [this.draft.texts(), textsOf(newer.record)];
    return differing(mine, theirs).map((path) => ({ field: this.issueWords.fieldOf(path), theirs: theirs[path] ?? '', mine: mine[path] ?? '' }));
  });

  /** Who waits for the answer whether to leave what could not be saved. */
  protected readonly leaving = signal<((leave: boolean) => void) | null>(null);
  protected readonly lost = computed((): Effect[] => this.draft.unsaved().map((path) => ({ tone: 'bad', text: `${this.issueWords.fieldOf(path)}: ${this.draft.texts()[path] ?? ''}` })));

  constructor() {
    inject(DestroyRef).onDestroy(inject(Unsaved).watch({ unsaved: () => this.draft.unsaved().length > 0, ask: () => this.mayLeave() }));
    effect(() => {
      const enrollment = this.enrollment();
      untracked(() => this.draft.take(enrollment));
    });
  }

  protected timeOf(milliseconds: number): string {
    return new Date(milliseconds).toISOString();
  }

  protected nameOf({ path }: ApplicationField): string {
    return this.words.t(`enrollment.form.fields.${leafOf(path)}`);
  }

  protected hintOf({ path, hint }: ApplicationField): string {
    if (path === COUNTRY && this.fixed(path)) return this.words.t('enrollment.form.countryFixed');
    return hint ? this.words.t(`enrollment.form.hints.${leafOf(path)}`) : '';
  }

  /** What is needed in this country. */
  protected needs(path: string): boolean {
    return this.now().requiredFields.includes(path);
  }

  /** The country stands once it was submitted (ORG-06). */
  protected fixed(path: string): boolean {
    return path === COUNTRY && this.now().submittedAt !== undefined;
  }

  /** What is wrong with a field: once it was left, or submitting was tried; web-mail while it is typed (ENR-08). What has been typed since is not judged yet. */
  protected wrong(path: string): IssueView | undefined {
    if (this.draft.unsaved().includes(path)) return undefined;
    const issue = this.issues().find(({ field }) => field === path);
    const shown = this.tried() || this.left().has(path) || (path === CONTACT_EMAIL && issue?.reason === 'WEBMAIL_NOT_ALLOWED');
    return shown ? issue : undefined;
  }

  protected said(path: string): string {
    const issue = this.wrong(path);
    return issue ? this.issueWords.of(issue) : '';
  }

  /** A rule that says more than its words; that a field is empty or malformed says itself. */
  protected ruleOf(path: string): string | undefined {
    const issue = this.wrong(path);
    return issue?.reason === 'FIELD_INVALID' ? undefined : issue?.rule;
  }

  /** How many entries of a step are missing or wrong. */
  protected openIn({ fields }: ApplicationSection): number {
    return this.issues().filter(({ field }) => fields.some(({ path }) => path === field)).length;
  }

  protected write(path: string, text: string): void {
    this.more.set([]);
    this.draft.write(path, text);
  }

  protected leave(path: string): void {
    this.left.update((paths) => new Set([...paths, path]));
    void this.draft.save();
  }

  /** The step can wait; nothing is chosen then (ENR-16). */
  protected skip(later: boolean): void {
    this.skips.set(later);
    if (later && this.draft.texts()['mpnId']) this.write('mpnId', '');
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.refusal || this.sending()) return;
    this.tried.set(true);
    this.refused.set('');
    this.more.set([]);
    if (!(await this.draft.save())) return;
    if (this.issues().length > 0) this.show();
    else if (this.now().path === 'transition') this.asking.set(true);
    else await this.send();
  }

  protected async send(acknowledgedIrreversible?: true): Promise<void> {
    if (this.sending()) return;
    this.sending.set(true);
    const { id, attributes } = this.now();
    await this.api.call(submitEnrollment, { params: { id }, body: { ...(acknowledgedIrreversible ? { acknowledgedIrreversible } : {}), attributes: { etag: attributes.etag } } }).then(
      (enrollment) => this.submitted.emit(enrollment),
      (fault: unknown) => this.refuse(fault),
    );
    this.sending.set(false);
    this.asking.set(false);
  }

  /** What belongs to fields stands in the list, all else above it. */
  private refuse(fault: unknown): void {
    const issues = fault instanceof ApiFault ? fault.faults.filter(({ field }) => field !== undefined && document.getElementById(idOf(field)) !== null) : [];
    this.more.set(issues);
    if (issues.length > 0) this.show();
    else this.refused.set(this.faults.say(fault));
  }

  /** Whoever goes elsewhere takes the last letters along: they are saved first; only what cannot be is asked about. */
  private async mayLeave(): Promise<boolean> {
    if (await this.draft.save()) return true;
    return new Promise((resolve) => this.leaving.set(resolve));
  }

  protected answer(leave: boolean): void {
    this.leaving()?.(leave);
    this.leaving.set(null);
  }

  private show(): void {
    afterNextRender(() => this.list()?.focus(), { injector: this.injector });
  }
}
