import type { IncentiveFunnel } from '@tandem/incentives-contract';

const DAY = 86_400_000;
export const FUNNEL_STEPS = ['started', 'invited', 'submitted', 'enrolled'] as const;
/** Days that a funnel can look back, today included. */
export const FUNNEL_DAYS = [30, 90, 365] as const;

/** How many came to a step, and which part of those that started. */
export interface FunnelStep {
  readonly step: (typeof FUNNEL_STEPS)[number];
  readonly count: number;
  /** Length of its bar in percent. */
  readonly length: number;
  /** Whole percent to say; null when nobody started. */
  readonly percent: number | null;
}

/** Whole percent: some are never said to be 0 %, and not yet all never 100 %. */
function percentOf(count: number, started: number): number {
  const rounded = Math.round((count / started) * 100);
  return count === 0 || count === started ? rounded : Math.min(99, Math.max(1, rounded));
}

/** The steps of a funnel in their order. */
export function stepsOf(funnel: IncentiveFunnel): FunnelStep[] {
  const { started } = funnel;
  return FUNNEL_STEPS.map((step) => {
    const count = funnel[step];
    return started === 0 ? { step, count, length: 0, percent: null } : { step, count, length: (count / started) * 100, percent: percentOf(count, started) };
  });
}

/** First UTC day of a period of so many days that ends today. `now` in milliseconds. */
export const firstDay = (now: number, days: number): string => new Date(now - (days - 1) * DAY).toISOString().slice(0, 10);
