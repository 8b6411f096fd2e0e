// What spreadsheets take for the beginning of a formula, also in full width; apostrophes before it count as ours, so that taking one off is exact.
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;
const GUARDED = /^'+[=+\-@\t\r＝＋－＠]/;

/** A value that no spreadsheet runs as a formula: with an apostrophe before it. `withoutGuard` undoes exactly that. */
export const withGuard = (value: string): string => (FORMULA.test(value) ? `'${value}` : value);

/** A value as it was before `withGuard`. */
export const withoutGuard = (value: string): string => (GUARDED.test(value) ? value.slice(1) : value);
