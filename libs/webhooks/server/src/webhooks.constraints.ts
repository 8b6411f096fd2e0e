/** Which reason a violated constraint means: two registrations of one organisation at once, and one of them is late (WHK-01). */
export const webhooksConstraints = { webhook_registration_organisation: 'WEBHOOK_EXISTS' } as const;
