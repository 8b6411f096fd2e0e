// Tells steps on the terminal, or as one JSON line each with --json.

const json = process.argv.includes('--json');
let failed = 0;

/** What a step wants to show; throws when what it saw is not what the story says. */
export type Step = () => Promise<string>;

/** Does one step and says how it went; a story goes on after a failed step only when later steps do not build on it. */
export async function step(title: string, work: Step): Promise<void> {
  const outcome = await work().then(
    (detail) => ({ ok: true, detail }),
    (error: unknown) => ({ ok: false, detail: error instanceof Error ? error.message : String(error) }),
  );
  if (!outcome.ok) failed += 1;
  if (json) console.log(JSON.stringify({ step: title, ...outcome }));
  else console.log(`${outcome.ok ? '✓' : '✗'} ${title}\n    ${outcome.detail.replaceAll('\n', '\n    ')}`);
}

/** Notes that are no step; with --json they go to stderr. */
export const note = (text: string): void => (json ? console.error(text) : console.log(text));

/** How many steps failed so far. */
export const failures = (): number => failed;

/** @throws Error that shows what was seen, unless it is what was expected. */
export function expectThat(seen: unknown, expected: unknown, what: string): void {
  const [one, other] = [JSON.stringify(seen), JSON.stringify(expected)];
  if (one !== other) throw new Error(`${what}: expected ${other}, saw ${one}`);
}
