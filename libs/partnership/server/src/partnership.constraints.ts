/** Which reason a violated constraint means: two acceptances for the same pair at once, and one of them is late (PRT-15). */
export const partnershipConstraints = { partnership_pair_unique: 'PARTNERSHIP_EXISTS' } as const;
