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

/** The attempts at a delivery as its story. */
export const momentsOf = ({ history }: Pick<WebhookDeliveryDetail, 'history'>, say: (key: string, params: Readonly<Record<string, unknown>>) => string): Moment[] =>
  history.map(({ at, responseCode, reason, explanation, durationMs }) => ({
    at,
    icon: reason === undefined ? ('circle-check' as const) : ('circle-alert' as const),
    tone: reason === undefined ? ('ok' as const) : ('bad' as const),
    text: say(responseCode === undefined ? 'webhooks.attempt.silent' : 'webhooks.attempt.answered', { code: responseCode, ms: durationMs }),
    ...(explanation === undefined ? {} : { detail: explanation }),
  }));
