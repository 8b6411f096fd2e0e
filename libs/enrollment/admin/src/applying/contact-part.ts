import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { resendContactMail } from '@tandem/enrollment-contract';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import { ApiClient, BusinessClock, FaultWords, Icon, Note, Session, When, Words, Writes } from '@tandem/platform-admin';

/** The mail to the primary contact: when it went, how long its link lives, and sending it again (VER-08). */
@Component({
  selector: 'td-contact-part',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Note, Writes],
  template: `
    @let contact = of().contact;
    @if (contact && of().state === 'contact_pending') {
      <td-note [tone]="contact.state === 'expired' ? 'warn' : 'info'" [title]="words.t(contact.state === 'expired' ? 'enrollment.contact.expired' : 'enrollment.contact.waiting', { email: contact.email })" rule="VER-01">
        {{ words.t('enrollment.contact.text', { sent: when.dayTime(contact.sentAt), until: when.instant(contact.expiresAt) }) }}
        <div acts class="acts">
          @if (session.may('verification.resend')) {
            <button type="button" class="btn sm" [tdWrites]="busy() || tooEarly()" (click)="resend()"><td-icon name="send" />{{ words.t('enrollment.contact.resend') }}</button>
            @if (tooEarly()) {<span class="meta t2">{{ words.t('enrollment.contact.from', { time: when.instant(contact.resendFrom) }) }}</span>}
          }
        </div>
      </td-note>
      <p class="sm t2" role="status">{{ told() }}</p>
      @if (failure()) {<td-note tone="bad" [title]="words.t('panel.notDone')">{{ failure() }}</td-note>}
    }
  `,
})
export class ContactPart {
  readonly of = input.required<EnrollmentView>();
  readonly changed = output<EnrollmentView>();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly session = inject(Session);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  private readonly clock = inject(BusinessClock);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  /** What was done, until the next act. */
  protected readonly told = signal('');
  protected readonly tooEarly = computed(() => Date.parse(this.of().contact?.resendFrom ?? '') > this.clock.now());

  protected async resend(): Promise<void> {
    if (this.busy() || this.tooEarly()) return;
    this.busy.set(true);
    this.failure.set('');
    this.told.set('');
    await this.api.call(resendContactMail, { params: { id: this.of().id } }).then(
      (view) => {
        this.changed.emit(view);
        this.told.set(this.words.t('enrollment.contact.resent', { email: view.contact?.email ?? '' }));
      },
      (fault: unknown) => this.failure.set(this.faults.say(fault)),
    );
    this.busy.set(false);
  }
}
