// What a caller may say about a stack.

export interface Ports {
  readonly http: number;
  readonly mail: number;
  readonly mailWeb: number;
}

export interface StackOptions {
  /** Folder of data, keys and logs; a private stack gets a temporary one when none is named. */
  readonly dir?: string;
  /** `free`: a private stack on any ports, which takes no settings over from the environment and whose data go when it stops. */
  readonly ports: Ports | 'free';
  readonly workers?: number;
  /** Settings that win over all others. */
  readonly env?: Readonly<Record<string, string>>;
  /** An inbox with a web page, none at all, or the SMTP address of another server. */
  readonly mail?: 'maildev' | 'none' | (string & {});
  /** Which parts: `database` stops after the migrations. */
  readonly until?: 'ready' | 'database';
  /** False when the caller has built, or keeps building; TANDEM_BUILT=yes says it for all stacks of a test run. */
  readonly build?: boolean;
  /** True for api and workers that were built with failpoints (dist/failpoints); the caller builds them. */
  readonly failpoints?: boolean;
  /** Gets each line about what happens. */
  readonly say?: (text: string) => void;
  /** False when the caller handles SIGINT and SIGTERM; standard for private stacks: the stack ends, then the process. */
  readonly signals?: boolean;
}
