/** An error in one line for the operator. Database errors lose their statement: it may hold values that are nobody's business. */
export function describeError(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const last = message.split(' - ').at(-1) ?? message;
  return `${name}: ${last.split('\n')[0] ?? ''}`.slice(0, 500);
}
