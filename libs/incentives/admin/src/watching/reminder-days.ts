/** Most days that a schedule reminds at, and the last one of them. */
const MOST = 8;
const LAST = 30;

/** Days as they are typed, separated by commas or blanks: each once, in order; null when they are no days of a window. */
export function daysIn(text: string): number[] | null {
  const parts = text.split(/[\s,;]+/).filter(Boolean);
  const days = parts.map(Number);
  if (days.some((day) => !Number.isInteger(day) || day < 1 || day > LAST) || days.length > MOST || new Set(days).size !== days.length) return null;
  return days.sort((one, other) => one - other);
}

/** Days after which an invitation goes out; null when it is no such number. */
export function delayIn(text: string): number | null {
  const days = Number(text);
  return text.trim() !== '' && Number.isInteger(days) && days >= 0 && days <= LAST ? days : null;
}
