import type { AgreementTemplateSummary } from '@tandem/enrollment-contract';
import type { Look } from '@tandem/platform-admin';

const STATES: Readonly<Record<AgreementTemplateSummary['state'], Look>> = {
  scheduled: { tone: 'info', icon: 'calendar-clock', word: 'agreements.states.scheduled' },
  current: { tone: 'ok', icon: 'circle-check', word: 'agreements.states.current' },
  superseded: { tone: '', icon: 'clock-fading', word: 'agreements.states.superseded' },
};

/** How a version looks: coming, in force, or replaced. */
export const lookOfVersion = (state: AgreementTemplateSummary['state']): Look => STATES[state];
