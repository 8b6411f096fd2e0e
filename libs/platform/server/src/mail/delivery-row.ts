/** The states of a delivery; `uncertain`: nobody knows whether it was sent, so it is not sent again by itself. */
export const DELIVERY_STATES = ['queued', 'sending', 'sent', 'deferred', 'failed', 'bounced', 'uncertain', 'cancelled'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** The record that a job, a delivery or an event is about. */
export interface Subject {
  /** Kind of record, e.g. `invitation`. */
  readonly type: string;
  readonly id: string;
}

/** One mail to one recipient, as a row. */
export interface DeliveryRow {
  readonly id: string;
  readonly template: string;
  readonly recipient: string;
  readonly locale: 'de' | 'en';
  readonly subject: Subject;
  readonly organisationId: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Literal such as MAILBOX_UNKNOWN; the console words it. */
  readonly reason: string | null;
  readonly correlationId: string | null;
  readonly createdAt: Date;
}
