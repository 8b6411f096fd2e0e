/**
 * The doors through the wall: who may see rows of every organisation, and why. Whatever goes through one names it; a new one needs a
 * reason that fits into a line here.
 */
export const DOORS = {
  caller: 'Who calls is looked up before anybody is known.',
  'sign-in': 'Signing in, tokens and sessions: nobody is known yet.',
  'personal-link': 'Whoever holds a personal link reads and answers the one invitation that it names, of another organisation.',
  remembered: 'An organisation reads the invitations of others that wait for it.',
  profile: 'What organisations may know of each other is read by the one reader that identity offers.',
  outbox: 'What a commit records may be about another organisation: its event, its mail, its job.',
  operator: 'Operators watch over every organisation.',
  worker: 'Jobs serve every organisation; which one stands in the job.',
  bounce: 'A mail server reports by Message-ID, with a token of its own.',
  metrics: 'Numbers of the whole installation; they name nobody.',
  sandbox: 'The cast of the sandbox belongs to nobody, and none of it is there outside of the sandbox.',
  sweep: 'What is old is removed, whosever it is.',
} as const satisfies Readonly<Record<string, string>>;

/** Name of a door. */
export type Door = keyof typeof DOORS;
