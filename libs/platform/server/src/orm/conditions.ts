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

const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** Patterns for `ilike` that find a text anywhere, or at the beginning; it is taken literally. */
export const containing = (text: string): string => `%${literally(text)}%`;
export const startingWith = (text: string): string => `${literally(text)}%`;
