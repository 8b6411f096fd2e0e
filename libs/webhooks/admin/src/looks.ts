import { inject } from '@angular/core';
import { Words } from '@tandem/platform-admin';
import type { Look, Moment } from '@tandem/platform-admin';
import type { WebhookDeliveryDetail, WebhookDeliveryView } from '@tandem/webhooks-contract';

const LOOKS: Readonly<Record<WebhookDeliveryView['state'], Look>> = {
  pending: { tone: 'info', icon: 'send', word: 'webhooks.states.pending' },
  delivered: { tone: 'ok', icon: 'circle-check', word: 'webhooks.states.delivered' },
  parked: { tone: 'bad', icon: 'circle-alert', word: 'webhooks.states.parked' },
  cancelled: { tone: '', icon: 'ban', word: 'webhooks.states.cancelled' },
};

/** How the state of a delivery looks; one that has failed and is tried again needs somebody's eye. */
export const lookOf = ({ state, attempts }: Pick<WebhookDeliveryView, 'state' | 'attempts'>): Look =>
  state === 'pending' && attempts > 0 ? { tone: 'warn', icon: 'refresh-cw', word: 'webhooks.states.again' } : LOOKS[state];

/** Says why something was not delivered, in the language of the console; what it has no words for, in those of the API. Needs an injection context. */
export function whyWords(): (given: { readonly reason?: string | undefined; readonly explanation?: string | undefined }) => string {
  const words = inject(Words);
  return ({ reason = '', explanation = '' }) => (words.has(`webhooks.why.${reason}`) ? words.t(`webhooks.why.${reason}`) : explanation || reason);
}

/** The attempts at a delivery as its story. */
export const momentsOf = ({ history }: Pick<WebhookDeliveryDetail, 'history'>, say: (key: string, params: Readonly<Record<string, unknown>>) => string, why: ReturnType<typeof whyWords>): Moment[] =>
  history.map(({ at, responseCode, durationMs, ...given }) => ({
    at,
    icon: given.reason === undefined ? ('circle-check' as const) : ('circle-alert' as const),
    tone: given.reason === undefined ? ('ok' as const) : ('bad' as const),
    text: say(responseCode === undefined ? 'webhooks.attempt.silent' : 'webhooks.attempt.answered', { code: responseCode, ms: durationMs }),
    ...(given.reason === undefined ? {} : { detail: why(given) }),
  }));
