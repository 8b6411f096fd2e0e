/** Conditions of a list, with their parameters in the order in which they stand in the statement. */
export class Conditions {
  private readonly parts: string[] = [];
  readonly params: unknown[] = [];

  /** Adds a condition; `?` stands for each parameter. */
  add(sql: string, ...params: readonly unknown[]): this {
    this.parts.push(sql);
    this.params.push(...params);
    return this;
  }

  /** All of them, for after `where`. */
  get sql(): string {
    return this.parts.map((part) => `(${part})`).join(' and ');
  }
}

/** A pattern for `ilike` that finds a text anywhere, taken literally. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
