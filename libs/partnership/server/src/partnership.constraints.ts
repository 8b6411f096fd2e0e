/** Which reason a violated constraint means: two acceptances for one pair, or two entries for one provider, at once, and one of them is late (PRT-15, DIR-01). */
export const partnershipConstraints = { partnership_pair_unique: 'PARTNERSHIP_EXISTS', directory_entry_pkey: 'ENTRY_EXISTS' } as const;
