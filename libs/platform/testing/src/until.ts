/** Far beyond what anything takes, on a busy machine too. */
const MOST_MS = 20_000;

type Found<Result> = Result | undefined | null | false;

/** Waits until a probe finds something, and gives that. `what` is said when it has found nothing for 20 seconds. @throws Error then. */
export async function until<Result>(probe: () => Found<Result> | Promise<Found<Result>>, what = 'what was waited for'): Promise<Result> {
  const deadline = Date.now() + MOST_MS;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`It did not come to be: ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}
