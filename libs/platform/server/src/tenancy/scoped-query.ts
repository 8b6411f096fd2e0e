import { Query } from 'pg';
import type { Connection } from 'pg';
import { EVERYONE } from './scope';
import type { Sight } from './scope';

/** The role that sees what the present organisation may see. */
export const APP_ROLE = 'tandem_app';
/** The role that sees every organisation's rows; it has the same rights otherwise, and bypasses no policy either. */
export const ACROSS_ROLE = 'tandem_across';

/** What a connection lets statements see now; undefined when nobody knows. */
export interface Held {
  sight: Sight | undefined;
}

const SETTING = {
  name: 'tandem.sight',
  text: `select set_config('role', $1, false), set_config('app.org', $2, false)`,
  of: (sight: Sight): string[] => [sight === EVERYONE ? ACROSS_ROLE : APP_ROLE, sight],
};

/** Statements that are the transaction's own: they see nothing, and have to work when it has failed. */
const OF_TRANSACTION = /^\s*(?:begin|start transaction|commit|rollback|savepoint|release)\b[^;]*$/i;
/** Answers after which the connection may see something else than before. */
const UNKNOWN_AFTER = /^(?:ROLLBACK|SET|RESET|DISCARD)/;

/** The driver's own query, by what it is extended in here. */
interface DriverQuery {
  callback: ((error: Error | null, result: unknown) => void) | undefined;
  queryMode: string | undefined;
  submit(connection: Connection): Error | null;
  handleDataRow(row: unknown): void;
  handleCommandComplete(message: { readonly text: string }, connection: Connection): void;
  handleError(error: unknown, connection: Connection): void;
}
type Wire = Connection & { bind(config: object): void; execute(config: object): void };
const DriverQuery = Query as unknown as new (text: unknown, values: unknown, callback: unknown) => DriverQuery;

/** Has a connection know the statement that scoped queries go out with; what it sees meanwhile is nothing. */
export const settingQuery = (): DriverQuery => new DriverQuery({ name: SETTING.name, text: SETTING.text, values: SETTING.of('') }, undefined, () => undefined);

/**
 * A statement that sees what its caller may see, whatever the connection saw before. When that differs, the setting goes out in front of it, in the
 * same group of messages: one round trip, and the database does not begin with the statement when the setting fails. What is seen is decided when the
 * statement is begun; what has to be set, when its turn on the connection comes. A rollback takes settings back, so what holds afterwards is unknown.
 */
export class ScopedQuery extends DriverQuery {
  readonly #held: Held;
  readonly #sight: Sight | undefined;
  #setting = false;

  constructor(held: Held, sight: Sight, [text, values, callback]: readonly unknown[]) {
    super(text, values, callback);
    this.#held = held;
    this.#sight = typeof text === 'string' && OF_TRANSACTION.test(text) ? undefined : sight;
  }

  override submit(connection: Connection): Error | null {
    if (this.#sight === undefined || this.#sight === this.#held.sight) return super.submit(connection);
    const { bind, execute, stream } = connection as Wire;
    this.#held.sight = undefined;
    this.#setting = true;
    // Only the extended protocol answers a group of messages together.
    this.queryMode = 'extended';
    stream.cork();
    try {
      bind.call(connection, { statement: SETTING.name, values: SETTING.of(this.#sight) });
      execute.call(connection, {});
      const error = super.submit(connection);
      // A group that nothing follows has no end; whoever came next would get its answers.
      if (error) stream.destroy();
      return error;
    } finally {
      stream.uncork();
    }
  }

  override handleDataRow(row: unknown): void {
    if (!this.#setting) super.handleDataRow(row);
  }

  override handleCommandComplete(message: { readonly text: string }, connection: Connection): void {
    if (this.#setting) {
      this.#setting = false;
      this.#held.sight = this.#sight;
      return;
    }
    if (UNKNOWN_AFTER.test(message.text)) this.#held.sight = undefined;
    super.handleCommandComplete(message, connection);
  }

  override handleError(error: unknown, connection: Connection): void {
    this.#setting = false;
    this.#held.sight = undefined;
    super.handleError(error, connection);
  }
}
