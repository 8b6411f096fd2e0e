import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Note, Words } from '@tandem/platform-admin';
import type { Tone } from '@tandem/platform-admin';
import { nextStep, stateOfStep } from '../countdown/steps';
import { termOf } from '../incentive-looks';
import { isUrgent } from '../own/attention';
import type { Waiting } from '../own/own-incentives';
import { OwnIncentives } from '../own/own-incentives';

/** What the incentives of the own organisation need, on its overview: the step that is missing, and who can do it (INC-05, INC-07). */
@Component({
  selector: 'td-incentives-overview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Note, RouterLink],
  template: `
    @if (cards().length > 0) {
      <section aria-labelledby="incentives">
        <h2 class="sec" id="incentives">{{ words.t('incentives.title') }}</h2>
        @for (card of cards(); track card.program) {
          <td-note [tone]="card.tone" [title]="card.title">
            {{ card.text }} {{ card.missing }}
            <div acts class="acts"><a class="btn sm" routerLink="/incentives" [queryParams]="{ program: card.program }">{{ words.t('incentives.card.act.' + card.attention) }}</a></div>
          </td-note>
        }
      </section>
    }
  `,
})
export class IncentivesOverview {
  protected readonly words = inject(Words);
  private readonly own = inject(OwnIncentives);
  protected readonly cards = computed(() => this.own.waiting().map((waiting) => this.cardOf(waiting)));

  private cardOf({ incentive, attention }: Waiting) {
    const { program, daysLeft, blocked } = incentive;
    const name = `${incentive.name[this.words.language()]} ${termOf(incentive.term)}`;
    const tone: Tone = isUrgent(attention) ? 'bad' : attention === 'enroll' ? 'info' : 'warn';
    const title = attention === 'last' && daysLeft > 0 ? this.words.count('incentives.card.lastTitle', daysLeft, { name }) : this.words.t(`incentives.card.${attention === 'last' ? 'today' : attention}`, { name });
    const text = attention === 'mail' && blocked ? this.words.t(`incentives.blocks.${blocked}.text`) : this.words.t(`incentives.card.${attention}Text`);
    return { program, attention, tone, title, text, missing: attention === 'mail' ? '' : this.missingOf(incentive) };
  }

  private missingOf(incentive: Waiting['incentive']): string {
    const next = incentive.needed.find((step) => stateOfStep(step, incentive) === 'wrong') ?? nextStep(incentive);
    if (!next || next.step === 'verification') return '';
    const step = this.words.t(`incentives.steps.${next.step}.name`);
    return next.who.length > 0 ? this.words.t('incentives.card.missing', { step, names: this.words.anyOf(next.who) }) : this.words.t('incentives.card.missingNobody', { step });
  }
}
