import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { IncentiveView } from '@tandem/incentives-contract';
import { Icon, lookOfDelivery, When, Words } from '@tandem/platform-admin';
import type { Look } from '@tandem/platform-admin';
import { isAwaited, sentElsewhere } from './phase';

const NONE: Look = { tone: '', icon: 'mail', word: '' };

/** Where the mails about an incentive go, and what became of the newest; its acts are the content. */
@Component({
  selector: 'td-mail-line',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <div class="mail">
      <td-icon [name]="look().icon" [class]="look().tone || 't2'" />
      <p class="sm">
        @if (ended()) {
          {{ words.t('incentives.mail.ended') }}
        } @else if (incentive().email; as email) {
          {{ words.t('incentives.mail.to') }} <b class="b break">{{ email }}</b>{{ words.t('incentives.mail.whose', { mpnId: incentive().mpnId ?? '–' }) }}
        } @else {
          {{ words.t('incentives.mail.nowhere') }}
        }
        <span [class.bad]="look().tone === 'bad'">{{ said() }}</span>
        @if (incentive().blocked && incentive().state === 'invited') {
          {{ words.t('incentives.blocks.' + incentive().blocked + '.text') }}
        }
      </p>
      <div class="acts end"><ng-content /></div>
    </div>
  `,
  styles: `
    .mail { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 4px 10px; }
    .mail > td-icon { margin-top: 2px; }
    p { flex: 1 1 240px; }
  `,
})
export class MailLine {
  readonly incentive = input.required<IncentiveView>();
  protected readonly words = inject(Words);
  private readonly when = inject(When);
  /** After the answer nothing is mailed any more. */
  protected readonly ended = computed(() => !isAwaited(this.incentive()));
  protected readonly look = computed(() => {
    const last = this.incentive().lastDelivery;
    return last ? lookOfDelivery(last.state) : NONE;
  });
  /** The newest mail: a repetition belongs to no day, and is the invitation too. */
  protected readonly said = computed(() => {
    const { lastDelivery: last, slots } = this.incentive();
    if (!last) return this.ended() ? '' : this.words.t('incentives.mail.none');
    const kind = (slots.find(({ delivery }) => delivery?.id === last.id)?.day ?? 0) > 0 ? 'reminder' : 'invitation';
    const what = this.words.t(`incentives.mail.what.${kind}`);
    const recipient = sentElsewhere(this.incentive());
    const why = last.reason && this.words.has(`mail.reasons.${last.reason}`) ? ` ${this.words.t(`mail.reasons.${last.reason}`)}` : '';
    return this.words.t(`incentives.mail.${last.state}`, { what: recipient === undefined ? what : this.words.t('incentives.mail.whatTo', { what, recipient }), at: this.when.dayTime(last.at) }) + why;
  });
}
