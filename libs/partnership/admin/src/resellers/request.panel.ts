import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { lookOfMail, Reminders } from '@tandem/invitations-admin';
import { relationshipRequestTimeline } from '@tandem/partnership-contract';
import { ApiClient, Ask, CopyButton, Deadline, FaultWords, Icon, Note, RecordSheet, ResolveMail, Status, storyOf, When, Words } from '@tandem/platform-admin';
import type { Effect } from '@tandem/platform-admin';
import { Readdress } from './readdress';
import { RequestActs } from './request-acts';
import { lookOf, resendable, revocable } from './reseller-row';
import type { Request } from './reseller-row';

/** One request in the side panel: what stands in the way, facts, acts, timeline. */
@Component({
  selector: 'td-request-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Ask, CopyButton, Deadline, Icon, Note, Readdress, RecordSheet, Reminders, ResolveMail, Status],
  templateUrl: './request.panel.html',
})
export class RequestPanel {
  readonly row = input.required<Request>();
  readonly changed = output();
  /** Go on writing the draft, or correct its address. */
  readonly edited = output();

  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly acts = inject(RequestActs);
  private readonly faults = inject(FaultWords);
  protected readonly look = computed(() => lookOf(this.row()));
  protected readonly mail = computed(() => lookOfMail(this.row()));
  protected readonly name = computed(() => this.row().email ?? this.words.t('partnership.noAddress'));
  protected readonly mayResend = computed(() => resendable([this.row()]).length > 0);
  protected readonly mayRevoke = computed(() => revocable([this.row()]).length > 0);
  protected readonly mailReason = computed(() => {
    const reason = this.row().lastMail?.reason;
    return reason && this.words.has(`mail.reasons.${reason}`) ? this.words.t(`mail.reasons.${reason}`) : '';
  });
  /** What can be done about it, where that is known. */
  protected readonly mailTodo = computed(() => {
    const key = `mail.todo.${this.row().lastMail?.reason ?? ''}`;
    return this.words.has(key) ? this.words.t(key) : '';
  });
  /** The mail of which nobody knows whether it arrived. */
  protected readonly uncertain = computed(() => {
    const mail = this.row().lastMail;
    return mail?.state === 'uncertain' ? mail.id : '';
  });
  protected readonly shortLink = computed(() => this.row().url.replace(/^.*\/(.{4}).*(.{4})$/, '…/invite/$1…$2'));
  protected readonly story = storyOf(this.row, () => this.api.call(relationshipRequestTimeline, { params: { id: this.row().id } }));
  /** Who has seen the request but cannot answer it yet (PRT-03); its expiry waits meanwhile. */
  protected readonly waitsFor = computed(() => {
    const { until, status, viewedAt } = this.row();
    const seen = this.story.lines().find((line) => line.type === 'invitation.remembered');
    return seen && viewedAt && !until && status !== 'revoked' ? (seen.actor?.organisation ?? this.name()) : '';
  });
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly asking = signal(false);
  protected readonly revokeEffects = computed((): Effect[] => [
    { tone: 'bad', text: this.words.t('partnership.revoke.linkDies') },
    { tone: 'ok', text: this.words.t('partnership.revoke.again') },
  ]);

  protected do(act: 'resend' | 'revoke'): Promise<void> {
    return this.attempt(() => this.acts[act](this.row().id));
  }

  protected remind(on: boolean): Promise<void> {
    return this.attempt(() => this.acts.remind(this.row().id, on));
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set('');
    await act().catch((fault: unknown) => this.failure.set(this.faults.say(fault)));
    this.busy.set(false);
    this.asking.set(false);
    this.changed.emit();
  }
}
