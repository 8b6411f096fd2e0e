import { afterNextRender, ChangeDetectionStrategy, Component, computed, effect, ElementRef, inject, Injector, signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { acceptIncentiveInvitation, declineIncentiveInvitation, incentiveCalendar, incentiveTimeline, resendIncentiveInvitation } from '@tandem/incentives-contract';
import type { IncentiveView } from '@tandem/incentives-contract';
import { addressOf, ApiClient, FaultWords, Help, Icon, NoPermission, Note, Session, Skeleton, storyOf, Timeline, Unreadable, When, Why, Words, Writes } from '@tandem/platform-admin';
import { Countdown } from '../countdown/countdown';
import { MailLine } from '../countdown/mail-line';
import { NeededSteps, StepAct } from '../countdown/needed-steps';
import { NextMails } from '../countdown/next-mails';
import { isAwaited } from '../countdown/phase';
import { enrollHindrance, isOpen, isProfile } from '../countdown/steps';
import { termOf } from '../incentive-looks';
import { AppointDrawer } from './appoint.drawer';
import { DeclineDialog } from './decline.dialog';
import { EnrollDrawer } from './enroll.drawer';
import { IncentiveHead } from './incentive-head';
import { OtherPrograms } from './other-programs';
import { OwnIncentives } from './own-incentives';
import { SubmitDialog } from './submit.dialog';

type Layer = 'profiles' | 'submit' | 'decline' | 'appoint';

/** The incentive of a program that the organisation holds (SCR-28): how much time is left, what is needed and who can do it, and enrolling. */
@Component({
  selector: 'td-incentives-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AppointDrawer, Countdown, DeclineDialog, EnrollDrawer, Help, Icon, IncentiveHead, MailLine, NeededSteps, NextMails, NoPermission, Note, OtherPrograms, RouterLink, Skeleton, StepAct, SubmitDialog, Timeline, Unreadable, Why, Writes],
  templateUrl: './incentives.page.html',
  styleUrl: './incentives.page.css',
})
export class IncentivesPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly own = inject(OwnIncentives);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  protected readonly session = inject(Session);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly query = toSignal(inject(ActivatedRoute).queryParams, { requireSync: true });
  protected readonly refusal = this.session.refusal('incentive.read');
  /** The program that the address names, else the first one in which something runs. */
  protected readonly program = computed(() => {
    const programs = this.own.programs() ?? [];
    return programs.find(({ program }) => program === this.query()['program']) ?? programs.find(({ incentive }) => incentive) ?? programs[0];
  });
  protected readonly incentive = computed(() => this.program()?.incentive);
  protected readonly others = computed(() => (this.own.programs() ?? []).filter(({ program }) => program !== this.program()?.program));
  protected readonly name = computed(() => {
    const program = this.program();
    return program ? `${program.name[this.words.language()]} ${termOf((program.incentive ?? program).term)}` : '';
  });
  protected readonly isOpen = isOpen;
  protected readonly isAwaited = isAwaited;
  protected readonly isProfile = isProfile;
  protected readonly appoints = computed(() => this.session.may('incentive.appoint'));
  protected readonly mayNotResend = computed(() => this.session.refusal('incentive.resend', this.incentive()?.mpnId));
  protected readonly hindrance = computed(() => {
    const incentive = this.incentive();
    return incentive ? enrollHindrance(incentive, !this.session.may('incentive.accept', incentive.mpnId)) : null;
  });
  protected readonly calendar = computed(() => addressOf(incentiveCalendar.path, { id: this.incentive()?.id }));
  protected readonly moments = storyOf(this.incentive, async () => {
    const id = this.incentive()?.id;
    return id ? this.api.call(incentiveTimeline, { params: { id } }) : { items: [] };
  }).moments;
  protected readonly layer = signal<Layer | null>(null);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly done = signal('');

  constructor() {
    effect(() => {
      const id = this.incentive()?.id;
      untracked(() => id && this.own.open(id));
    });
    // Another program of the same page begins at its top.
    effect(() => {
      if (this.query()['program'] !== undefined) untracked(() => this.toTop());
    });
  }

  /** With both profiles there and nothing wrong with them only the last step is left. */
  protected enroll(one: IncentiveView): void {
    if (this.hindrance() === null) this.show(one.payout && one.tax && one.state === 'invited' ? 'submit' : 'profiles');
  }

  protected edit(): void {
    if (this.hindrance() === null) this.show('profiles');
  }

  /** Goes on to submitting when nothing is missing for it. */
  protected saved(one: IncentiveView): void {
    this.own.take(one);
    this.show(one.payout && one.tax ? 'submit' : null);
  }

  protected async appointed(userId: string): Promise<void> {
    this.layer.set(null);
    if (userId === this.session.me().user.id) await this.session.load().catch(() => undefined);
    await this.own.read();
  }

  protected show(layer: Layer | null): void {
    this.failure.set('');
    this.done.set('');
    this.layer.set(layer);
  }

  protected submit({ id, attributes }: IncentiveView): Promise<void> {
    return this.attempt(() => this.api.call(acceptIncentiveInvitation, { params: { id }, body: { attributes: { etag: attributes.etag } } }));
  }

  protected decline({ id, attributes }: IncentiveView): Promise<void> {
    return this.attempt(() => this.api.call(declineIncentiveInvitation, { params: { id }, body: { attributes: { etag: attributes.etag } } }));
  }

  protected async resend({ id }: IncentiveView): Promise<void> {
    if (this.mayNotResend()) return;
    await this.attempt(() => this.api.call(resendIncentiveInvitation, { params: { id } }), 'incentives.mail.ordered');
  }

  /** A refusal stays on the layer it belongs to, else on the page. */
  private async attempt(act: () => Promise<IncentiveView>, done = ''): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set('');
    await act().then(
      (incentive) => {
        this.own.take(incentive);
        // The button that opened the layer may be gone with it.
        if (this.layer() !== null) this.toTop();
        this.layer.set(null);
        this.done.set(done);
      },
      (fault: unknown) => {
        this.failure.set(this.faults.say(fault));
        if (this.layer() === 'decline') this.layer.set(null);
        void this.own.read();
      },
    );
    this.busy.set(false);
  }

  private toTop(): void {
    afterNextRender(() => this.host.querySelector('h1')?.focus(), { injector: this.injector });
  }
}
