import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, contentChild, Directive, inject, input, TemplateRef } from '@angular/core';
import type { IncentiveView, NeededStep } from '@tandem/incentives-contract';
import { Icon, Session, When, Words } from '@tandem/platform-admin';
import { accountOf } from './account';
import { markOfStep, stateOfStep } from './steps';

/** What can be done about a step: `<ng-template tdStepAct let-step>`. */
@Directive({ selector: '[tdStepAct]' })
export class StepAct {
  readonly template = inject<TemplateRef<{ $implicit: NeededStep }>>(TemplateRef);
}

/** What an incentive needs, step by step: how far it is, who can do it or did it, and when (INC-05, INC-08). */
@Component({
  selector: 'td-needed-steps',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, NgTemplateOutlet],
  templateUrl: './needed-steps.html',
  styleUrl: './needed-steps.css',
})
export class NeededSteps {
  readonly incentive = input.required<IncentiveView>();
  protected readonly words = inject(Words);
  private readonly when = inject(When);
  private readonly session = inject(Session);
  protected readonly act = contentChild(StepAct);
  protected readonly done = computed(() => this.incentive().needed.filter(({ done }) => done).length);
  /** The role by which the person who looks may appoint; empty when they may not. */
  private readonly appointsAs = computed(() => (this.session.may('incentive.appoint') ? (this.session.me().roles.find(({ role }) => role === 'global_admin' || role === 'account_admin')?.role ?? '') : ''));
  protected readonly lines = computed(() =>
    this.incentive().needed.map((step) => ({ step, ...markOfStep(step, this.incentive()), name: this.words.t(`incentives.steps.${step.step}.${step.done ? 'done' : 'name'}`), state: this.stateOf(step), who: this.whoOf(step) })),
  );

  private stateOf(step: NeededStep): string {
    const { mpnId, organisation, payout, tax } = this.incentive();
    const state = stateOfStep(step, this.incentive());
    if (step.step === 'incentive_admin' && mpnId === undefined) return this.words.t('incentives.steps.incentive_admin.noLocation');
    if (step.step === 'payout_profile' && state === 'done' && payout) return `${accountOf(payout)}, ${payout.accountHolder}`;
    if (step.step === 'tax_profile' && state === 'done' && tax) return `${tax.taxId}, ${this.words.country(tax.country)}`;
    const key = `incentives.steps.${step.step}.${state === 'done' ? 'is' : state}`;
    return this.words.t(key, { mpnId: mpnId ?? '', country: this.words.country(organisation.country) });
  }

  private whoOf({ step, done, who, at }: NeededStep): string {
    const names = new Intl.ListFormat(this.words.locale()).format(who);
    if (step === 'verification') return at ? this.when.date(at) : this.words.t('incentives.who.operator');
    if (step === 'payout_profile' || step === 'tax_profile') return this.words.t('incentives.who.checked', { who: names || this.words.t('roles.incentive_admin') });
    if (done) return step === 'incentive_admin' ? names : this.when.date(at);
    if (step === 'incentive_admin' && this.appointsAs()) return this.words.t('incentives.who.you', { role: this.words.t(`roles.${this.appointsAs()}`) });
    return names ? this.words.t('incentives.who.can', { names: this.words.anyOf(who) }) : this.words.t('incentives.who.nobody');
  }
}
