/** Which reason a violated constraint means: two at once, and one of them is late. */
export const enrollmentConstraints = { enrollment_open_unique: 'ENROLLMENT_OPEN' } as const;
