/** Which reason a violated constraint means: two at once, and one of them is late. */
export const incentiveConstraints = { incentive_once: 'INCENTIVE_LOCKED' } as const;
