import type { OnceLine, Words } from '@tandem/platform-admin';

/** Credentials as the dialog shows them, the only time that anybody can. */
export interface ToldOnce {
  readonly lines: readonly OnceLine[];
  readonly fileName: string;
}

/** What somebody signs in with, as lines to copy and to keep. */
export const toldOnce = (words: Words, { userName, password }: { readonly userName: string; readonly password: string }): ToldOnce => ({
  lines: [
    { label: words.t('users.userName'), value: userName },
    { label: words.t('users.password'), value: password, secret: true },
  ],
  fileName: `tandem-${userName}.txt`,
});
