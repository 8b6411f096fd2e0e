/** The kinds of refusal the wire knows; the same literals as the kernel's, repeated here because contracts import nothing but zod. */
export const STATUS_OF_KIND = { invalid: 400, unauthenticated: 401, forbidden: 403, missing: 404, conflict: 409, gone: 410, limited: 429 } as const;
export type ErrorKind = keyof typeof STATUS_OF_KIND;
