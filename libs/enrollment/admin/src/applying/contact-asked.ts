import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject, input, output, signal } from '@angular/core';
import { resendContactMail } from '@tandem/enrollment-contract';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import { ApiClient, BusinessClock, Deadline, FaultWords, Icon, Note, Session, When, Why, Words, Writes } from '@tandem/platform-admin';

/** Whom the confirmation was mailed to and when; sending it again, as soon as that may be done (VER-08), and asking somebody else (ENR-15). */
@Component({
  selector: 'td-contact-asked',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Deadline, Icon, Note, Why, Writes],
  template: `
    <section aria-labelledby="asked">
      <h2 class="sec" id="asked">{{ words.t('enrollment.contact.title') }}</h2>
      @if (failure()) {
        <td-note tone="bad" [title]="words.t('enrollment.contact.notSent')" rule="VER-08">{{ failure() }}</td-note>
      } @else if (contact()?.state === 'expired') {
        <td-note tone="warn" [title]="words.t('enrollment.contact.expired')">{{ words.t('enrollment.contact.expiredText') }}</td-note>
      }
      <dl class="facts">
        <dt>{{ words.t('enrollment.contact.to') }}</dt>
        <dd class="b">{{ contact()?.email }}</dd>
        <dt>{{ words.t('enrollment.contact.sent') }}</dt>
        <dd>{{ when.full(contact()?.sentAt) }}</dd>
        <dt>{{ words.t('enrollment.contact.until') }}</dt>
        <dd><td-deadline [at]="contact()?.expiresAt" /></dd>
      </dl>
      <p class="sm t2">{{ words.t('enrollment.contact.what') }}</p>
      <div class="acts gapped">
        <button type="button" class="btn" [tdWrites]="busy() || wait() > 0 || mayNot !== null" [attr.aria-describedby]="mayNot ? 'resend-why-not' : 'resend-wait'" (click)="resend()">
          <td-icon [name]="busy() ? 'loader-circle' : 'send'" [class.spin]="busy()" />{{ words.t('enrollment.contact.again') }}
        </button>
        <button type="button" class="btn" [tdWrites]="mayNotEdit !== null" [attr.aria-describedby]="mayNotEdit ? 'contact-why-not' : null" (click)="change()"><td-icon name="pencil" />{{ words.t('enrollment.contact.change') }}</button>
        <span class="sm t2" id="resend-wait">
          @if (wait() > 0) {
            {{ waitSaid() }}
          }
        </span>
        @if (mayNot; as no) {
          <td-why for="resend-why-not" [subject]="words.t('enrollment.contact.again')" [refusal]="no" />
        } @else if (mayNotEdit) {
          <td-why for="contact-why-not" [subject]="words.t('enrollment.contact.change')" [refusal]="mayNotEdit" />
        }
      </div>
      <p class="vh" role="status">{{ sent() ? words.t('enrollment.contact.done', { email: contact()?.email }) : '' }}</p>
    </section>
  `,
})
export class ContactAsked {
  readonly enrollment = input.required<EnrollmentView>();
  readonly resent = output<EnrollmentView>();
  /** Somebody else shall be asked. */
  readonly changing = output();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  private readonly clock = inject(BusinessClock);
  protected readonly mayNot = inject(Session).refusal('verification.resend');
  protected readonly mayNotEdit = inject(Session).refusal('enrollment.edit');
  protected readonly contact = computed(() => this.enrollment().contact);
  protected readonly busy = signal(false);
  protected readonly sent = signal(false);
  protected readonly failure = signal('');
  private readonly now = signal(0);
  /** Seconds until it may be sent again. */
  protected readonly wait = computed(() => {
    const from = this.contact()?.resendFrom;
    return from === undefined ? 0 : Math.max(0, Math.ceil((Date.parse(from) - (this.now() || this.clock.exact())) / 1000));
  });
  /** A minute is counted down; the limit of a day is said as a time. */
  protected readonly waitSaid = computed(() => (this.wait() > 90 ? this.words.t('enrollment.contact.limited', { time: this.when.instant(this.contact()?.resendFrom) }) : this.words.count('enrollment.contact.wait', this.wait())));

  constructor() {
    const ticking = setInterval(() => this.now.set(this.clock.exact()), 1000);
    inject(DestroyRef).onDestroy(() => clearInterval(ticking));
  }

  protected change(): void {
    if (this.mayNotEdit === null) this.changing.emit();
  }

  protected async resend(): Promise<void> {
    if (this.busy() || this.wait() > 0 || this.mayNot) return;
    this.busy.set(true);
    this.failure.set('');
    await this.api.call(resendContactMail, { params: { id: this.enrollment().id } }).then(
      (enrollment) => {
        this.sent.set(true);
        this.resent.emit(enrollment);
      },
      (fault: unknown) => this.failure.set(this.faults.say(fault)),
    );
    this.busy.set(false);
  }
}
