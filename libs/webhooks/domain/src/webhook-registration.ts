import { defineEntity, p } from '@mikro-orm/core';
import { DomainError, newId } from '@tandem/platform-kernel';

/** For how long the secret before the present one signs, too. */
const OVERLAP_MS = 24 * 3_600_000;

const WebhookRegistrationSchema = defineEntity({
  name: 'WebhookRegistration',
  properties: {
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    url: p.text(),
    events: p.array(),
    /** Whether the RSA signature goes into `x-ms-signature`. */
    ownHeader: p.boolean(),
    state: p.text().$type<'active' | 'stopped'>(),
    secret: p.text(),
    previousSecret: p.text().strictNullable(),
    previousUntil: p.datetime(3).strictNullable(),
    /** Failed attempts in a row, and until when its receiver is left alone; kept by the workers, beside the version. */
    failures: p.integer(),
    pausedUntil: p.datetime(3).strictNullable(),
    createdAt: p.datetime(3),
    changedAt: p.datetime(3),
    version: p.integer().version(),
  },
});

/** Where an organisation wants to hear of what. */
export interface WebhookWish {
  readonly url: string;
  readonly events: readonly string[];
  readonly ownHeader: boolean;
}

/** An organisation's webhook: it has one (WHK-01). */
export class WebhookRegistration extends WebhookRegistrationSchema.class {
  /**
   * A new webhook with its first secret.
   * @param known the names of all events there are.
   * @throws DomainError WEBHOOK_EVENT_UNKNOWN (WHK-02).
   */
  static register(organisationId: string, wish: WebhookWish, { known, secret, now }: { known: readonly string[]; secret: string; now: Date }): WebhookRegistration {
    const registration = Object.assign(new WebhookRegistration(), { id: newId(), organisationId, secret, createdAt: now });
    registration.previousSecret = null;
    registration.previousUntil = null;
    registration.replace(wish, known, now);
    return registration;
  }

  /** Takes over address and events; a stopped webhook goes on, and its failures are forgotten. @throws DomainError WEBHOOK_EVENT_UNKNOWN (WHK-02). */
  replace({ url, events, ownHeader }: WebhookWish, known: readonly string[], now: Date): void {
    this.events = chosen(events, known);
    this.url = url;
    this.ownHeader = ownHeader;
    this.state = 'active';
    this.failures = 0;
    this.pausedUntil = null;
    this.changedAt = now;
  }

  /** Signs with a new secret from now on; the present one signs, too, for a day. */
  rotate(secret: string, now: Date): void {
    this.previousSecret = this.secret;
    this.previousUntil = new Date(now.getTime() + OVERLAP_MS);
    this.secret = secret;
    this.changedAt = now;
  }

  /** The secrets that sign at an instant, the present one first. */
  secretsAt(now: Date): readonly string[] {
    return this.previousSecret !== null && this.previousUntil !== null && now < this.previousUntil ? [this.secret, this.previousSecret] : [this.secret];
  }

  /** The receiver said that it is gone: nothing more is sent until the webhook is replaced. */
  stop(now: Date): void {
    this.state = 'stopped';
    this.changedAt = now;
  }
}

/** The events by their proper names, each once; they are accepted in any case. */
function chosen(events: readonly string[], known: readonly string[]): string[] {
  const proper = events.map((event) => ({ event, name: known.find((name) => name.toLowerCase() === event.toLowerCase()) }));
  const at = proper.findIndex(({ name }) => name === undefined);
  if (at >= 0) throw new DomainError({ rule: 'WHK-02', reason: 'WEBHOOK_EVENT_UNKNOWN', kind: 'invalid', field: `WebhookEvents.${at}`, details: { event: events[at] } });
  return [...new Set(proper.flatMap(({ name }) => name ?? []))].sort();
}

WebhookRegistrationSchema.setClass(WebhookRegistration);
