import type { Page } from '@playwright/test';

/** A picture for people to look at, in `test-results/screens`: taken when asked for (`SCREENS=yes`), since no test judges it and each costs a moment. */
export async function picture(page: Page, file: string): Promise<void> {
  if (process.env.SCREENS) await page.screenshot({ path: `test-results/screens/${file}` });
}
