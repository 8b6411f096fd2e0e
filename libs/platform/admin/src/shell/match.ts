const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * How well a name fits what was typed: 0 not at all, 1 somewhere inside, 2 when every typed part begins a word, 3 when it begins
 * the name. Case and accents do not count.
 */
export function fit(name: string, typed: string): number {
  const [text, wanted] = [plain(name), plain(typed.trim())];
  if (text.startsWith(wanted)) return 3;
  const words = text.split(/[^\p{L}\p{N}]+/u);
  const parts = wanted.split(/\s+/);
  if (parts.every((part) => words.some((word) => word.startsWith(part)))) return 2;
  return parts.every((part) => text.includes(part)) ? 1 : 0;
}
