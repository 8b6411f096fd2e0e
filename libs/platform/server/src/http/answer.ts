/** An answer that needs more than the endpoint's standing status: another success status, or headers such as `Location`. */
export class Answer<Body> {
  constructor(
    readonly body: Body,
    readonly options: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {}
}

/** Answers with a body and another status or headers than the endpoint's own. */
export const answer = <Body>(body: Body, options: Answer<Body>['options']): Answer<Body> => new Answer(body, options);
