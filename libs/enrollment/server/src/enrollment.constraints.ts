/** Which reason a violated constraint means: two at once, and one of them is late. */
export const enrollmentConstraints = { enrollment_open_unique: 'ENROLLMENT_OPEN', agreement_template_rank_unique: 'AGREEMENT_RANK_TAKEN', agreement_signature_once: 'AGREEMENT_STANDS' } as const;
