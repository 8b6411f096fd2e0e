import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal, untracked, viewChild, ViewEncapsulation } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MAILTO_LIMIT, MOST_VALID_DAYS } from '@tandem/invitations-contract';
import { LetterEditor, LetterPreview, mailtoOf, Recipients, Reminders } from '@tandem/invitations-admin';
import type { Recipient } from '@tandem/invitations-admin';
import { Drawer, FaultWords, Help, Icon, LANGUAGES, Note, Session, Stale, When, Words, Writes } from '@tandem/platform-admin';
import type { Difference, Language } from '@tandem/platform-admin';
import { RequestDraft } from './request-draft';
import { SendRequests } from './send-requests';
import type { Outcome } from './send-requests';

/** Request a partnership (SCR-13): recipients, text with the locked link, preview, and the ways out: send, mail program, copy, done. */
@Component({
  selector: 'td-request-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  encapsulation: ViewEncapsulation.None,
  imports: [Drawer, FormField, Help, Icon, LetterEditor, LetterPreview, Note, Recipients, Reminders, Stale, Writes],
  providers: [RequestDraft],
  templateUrl: './request.drawer.html',
  styleUrl: './request.drawer.css',
  host: { '(keydown)': 'key($event)' },
})
export class RequestDrawer {
  /** A draft to go on with; none makes a new one. */
  readonly id = input<string | null>(null);
  readonly closed = output();
  /** The draft that was made, so that the address can name it. */
  readonly opened = output<string>();

  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly faults = inject(FaultWords);
  protected readonly session = inject(Session);
  protected readonly draft = inject(RequestDraft);
  private readonly sending = inject(SendRequests);
  private readonly field = viewChild(Recipients);
  protected readonly editor = viewChild(LetterEditor);
  protected readonly languages = LANGUAGES;
  protected readonly languageNames = { de: 'Deutsch', en: 'English' } as const;

  protected readonly recipients = signal<readonly Recipient[]>([]);
  protected readonly failure = signal<unknown>(null);
  protected readonly progress = signal<{ readonly done: number; readonly of: number } | null>(null);
  protected readonly outcomes = signal<readonly Outcome[]>([]);
  /** The text left by the person's own means; asks whether it was sent. */
  protected readonly tookOut = signal<'mail' | 'copy' | 'tooLong' | null>(null);
  protected readonly kept = signal(false);
  protected readonly mostDays = MOST_VALID_DAYS;
  protected readonly daysWrong = signal(false);
  protected readonly due = computed(() => this.recipients().filter((recipient) => recipient.tone === ''));
  /** Why nothing can be sent now; empty when it can. */
  protected readonly blocked = computed(() => {
    if (!this.draft.complete()) return this.words.t('partnership.request.needsLink');
    return this.draft.text().subject.trim() === '' ? this.words.t('partnership.request.needsSubject') : '';
  });

  /** Where the version of somebody else differs from what is typed. */
  protected readonly differences = computed((): Difference[] => {
    const { emailDraft } = this.draft.theirs()?.request ?? {};
    const { subject, body } = this.draft.text();
    const all = emailDraft ? [{ field: this.words.t('partnership.request.subject'), theirs: emailDraft.subject, mine: subject }, { field: this.words.t('partnership.request.text'), theirs: emailDraft.body, mine: body }] : [];
    return all.filter(({ theirs, mine }) => theirs !== mine);
  });
  /** A draft keeps the first address and what could be saved; the rest is lost with the drawer. */
  protected readonly unsaved = computed(() => this.recipients().length > 1 || ['failed', 'stale'].includes(this.draft.saving().state));

  protected readonly mailto = computed(() => mailtoOf({ to: this.due()[0]?.email ?? '', ...this.draft.text() }));

  constructor() {
    effect(() => {
      const id = this.id();
      untracked(() => void this.attempt(async () => {
        if (id !== null && this.draft.request()?.id === id) return;
        await this.draft.open(id);
        const request = this.draft.request();
        if (request?.email) this.recipients.set([{ email: request.email, tone: '' }]);
        if (request) this.opened.emit(request.id);
      }));
    });
    effect(() => {
      this.draft.text();
      untracked(() => this.draft.changed());
    });
    effect(() => {
      const [first] = this.due();
      untracked(() => this.draft.address(first?.email));
    });
  }

  protected async look(emails: readonly string[]): Promise<void> {
    for (const email of emails) {
      const known = await this.sending.look(email).catch(() => undefined);
      if (known) this.recipients.update((all) => all.map((one) => (one.email === email ? known : one)));
    }
  }

  protected async speak(language: Language): Promise<void> {
    const before = this.draft.text().body;
    await this.attempt(() => this.draft.speak(language));
    this.kept.set(this.draft.text().body === before);
  }

  /** Takes the number of days that the link lives from its sending. */
  protected async live(event: Event): Promise<void> {
    const validDays = (event.target as HTMLInputElement).valueAsNumber;
    this.daysWrong.set(!(Number.isInteger(validDays) && validDays >= 1 && validDays <= MOST_VALID_DAYS));
    if (!this.daysWrong()) await this.attempt(() => this.draft.time({ validDays }));
  }

  protected async remind(remind: boolean): Promise<void> {
    await this.attempt(() => this.draft.time({ remind }));
  }

  protected async reset(): Promise<void> {
    this.kept.set(false);
    await this.attempt(() => this.draft.reset());
  }

  protected async send(): Promise<void> {
    this.field()?.take();
    if (this.blocked() || this.progress()) return;
    const emails = this.due().map((recipient) => recipient.email);
    if (emails.length === 0) return document.getElementById('recipients')?.focus();
    this.progress.set({ done: 0, of: emails.length });
    await this.attempt(async () => {
      await this.draft.save();
      const request = this.draft.request();
      if (request) this.finish(await this.sending.send(request, emails, () => this.progress.update((state) => state && { ...state, done: state.done + 1 })));
    });
    this.progress.set(null);
  }

  private finish(outcomes: readonly Outcome[]): void {
    this.outcomes.set(outcomes);
    if (outcomes.every((outcome) => outcome.sent)) this.close();
    else this.recipients.set(outcomes.map(({ email, sent, text }) => ({ email, tone: sent ? 'warn' : '', note: text })));
  }

  /** Follows the link into the mail program; a text that is too long for it is copied instead, and that is said. */
  protected async openInMail(event: Event): Promise<void> {
    if (!this.draft.complete()) return;
    if (this.mailto().length > MAILTO_LIMIT) {
      event.preventDefault();
      return this.copy('tooLong');
    }
    this.tookOut.set('mail');
    await this.attempt(() => this.draft.save());
  }

  protected async copy(how: 'copy' | 'tooLong' = 'copy'): Promise<void> {
    if (!this.draft.complete()) return;
    await this.attempt(async () => {
      await this.draft.save();
      const { html, body } = this.draft.request()?.emailDraft ?? { html: '', body: '' };
      const part = (type: string, text: string): Blob => new Blob([text], { type });
      await navigator.clipboard.write([new ClipboardItem({ 'text/html': part('text/html', html), 'text/plain': part('text/plain', body) })]);
      this.tookOut.set(how);
    });
  }

  protected async markAsSent(): Promise<void> {
    await this.attempt(async () => {
      await this.draft.issue();
      this.close();
    });
  }

  protected async done(): Promise<void> {
    // What could not be saved before was given up, by the drawer's question.
    const givenUp = this.unsaved();
    if ((await this.attempt(() => this.draft.leave())) || givenUp) this.close();
  }

  protected async reload(): Promise<void> {
    await this.attempt(() => this.draft.reload());
  }

  protected async keep(): Promise<void> {
    await this.attempt(() => this.draft.keepMine());
  }

  protected key(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void this.send();
  }

  /** Nothing is left to lose. */
  private close(): void {
    this.recipients.set([]);
    this.closed.emit();
  }

  private async attempt(work: () => Promise<unknown>): Promise<boolean> {
    this.failure.set(null);
    try {
      await work();
      return true;
    } catch (error) {
      this.failure.set(error);
      return false;
    }
  }
}
