import { AsyncLocalStorage } from 'node:async_hooks';
import { wallsAreOpen } from '../failpoints/open-walls';
import type { Door } from './doors';

/** What statements see: the rows of an organisation (its id), of every organisation, or of none. */
export type Sight = string;

/** Sees the rows of every organisation. */
export const EVERYONE: Sight = '*';
/** Sees no organisation's rows. */
export const NOBODY: Sight = '';

interface Scope {
  sight: Sight;
}

const scopes = new AsyncLocalStorage<Scope>();

const OPEN = FAILPOINTS && wallsAreOpen();

/** What statements see that are begun now; undefined outside of any scope. */
export const presentSight = (): Sight | undefined => (OPEN ? EVERYONE : scopes.getStore()?.sight);

/** Does work that sees the rows of one organisation and no others (SEC-01), whatever its statements forget to say. */
export const within = <Result>(organisationId: string, work: () => Result): Result => scopes.run({ sight: organisationId }, work);

/** Does work that sees the rows of every organisation, through one of the doors that there are. */
export const across = <Result>(_door: Door, work: () => Result): Result => scopes.run({ sight: EVERYONE }, work);

/** Begins a request: it sees nothing before it is known who calls. */
export const asNobody = <Result>(work: () => Result): Result => scopes.run({ sight: NOBODY }, work);

/** From here on the present request sees this. @throws Error when none has begun */
export function see(sight: Sight): void {
  const scope = scopes.getStore();
  if (!scope) throw new Error('Nothing can be seen where no request has begun');
  scope.sight = sight;
}

/** Work to be done later, by whomever, under the scope of now: what an answer still reads while it goes out. */
export function underPresentScope<Result>(work: () => Result): () => Result {
  const scope = scopes.getStore();
  return () => (scope ? scopes.run(scope, work) : work());
}
