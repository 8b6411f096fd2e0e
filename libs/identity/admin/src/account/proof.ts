/** What is proved once more before a change: a fresh code, or else the password. */
export const proofOf = (typed: string): { code: string } | { password: string } => (/^\s*(\d\s*){6}$/.test(typed) ? { code: typed } : { password: typed });
