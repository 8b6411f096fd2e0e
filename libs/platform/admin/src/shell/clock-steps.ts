/** How far the sandbox clock is moved at once, ISO 8601 durations. */
export const STEPS = ['PT1H', 'P1D', 'P7D', 'P30D'] as const;
