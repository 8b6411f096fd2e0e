import { inject } from '@angular/core';
import type { DeliveryView, JobView, WorkerView } from '@tandem/platform-contract';
import { Words } from '../i18n/words';
import type { Look } from '../ui/pill';

const DELIVERIES: Record<DeliveryView['state'], Look> = {
  queued: { tone: 'info', icon: 'send', word: 'mail.states.queued' },
  sending: { tone: 'info', icon: 'send', word: 'mail.states.sending' },
  sent: { tone: 'ok', icon: 'mail-check', word: 'mail.states.sent' },
  deferred: { tone: 'warn', icon: 'rotate-cw', word: 'mail.states.deferred' },
  failed: { tone: 'bad', icon: 'mail-x', word: 'mail.states.failed' },
  bounced: { tone: 'bad', icon: 'mail-x', word: 'mail.states.bounced' },
  uncertain: { tone: 'warn', icon: 'mail-question', word: 'mail.states.uncertain' },
  cancelled: { tone: '', icon: 'ban', word: 'mail.states.cancelled' },
};

const JOBS: Record<JobView['state'], Look> = {
  pending: { tone: 'info', icon: 'hourglass', word: 'jobs.states.pending' },
  dispatched: { tone: 'info', icon: 'send', word: 'jobs.states.dispatched' },
  running: { tone: 'info', icon: 'rotate-cw', word: 'jobs.states.running' },
  done: { tone: 'ok', icon: 'circle-check', word: 'jobs.states.done' },
  failed: { tone: 'bad', icon: 'circle-x', word: 'jobs.states.failed' },
  dismissed: { tone: '', icon: 'ban', word: 'jobs.states.dismissed' },
};

/** How the state of a mail looks. */
export const lookOfDelivery = (state: DeliveryView['state']): Look => DELIVERIES[state];

/** How the state of a job looks. */
export const lookOfJob = (state: JobView['state']): Look => JOBS[state];

const WORKERS: Record<WorkerView['state'], Look> = {
  busy: { tone: 'info', icon: 'rotate-cw', word: 'workers.states.busy' },
  idle: { tone: 'ok', icon: 'circle-check', word: 'workers.states.idle' },
  lost: { tone: 'bad', icon: 'wifi-off', word: 'workers.states.lost' },
};

/** How the state of a worker looks. */
export const lookOfWorker = (state: WorkerView['state']): Look => WORKERS[state];

/** Says why a mail has not arrived: in the console's words, else in the server's sentence, else as the literal. Needs an injection context. */
export function reasonWords(): (reason: string | undefined, explanation?: string) => string {
  const words = inject(Words);
  return (reason = '', explanation = '') => (words.has(`mail.reasons.${reason}`) ? words.t(`mail.reasons.${reason}`) : explanation || reason || '–');
}

/** Says what kind of mail a template is. Needs an injection context. */
export function kindWords(): (template: string) => string {
  const words = inject(Words);
  return (template) => words.t(words.has(`deliveries.templates.${template}`) ? `deliveries.templates.${template}` : 'deliveries.templates.unknown');
}
