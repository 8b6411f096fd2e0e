import type { Page } from '@playwright/test';
import { axeFaults } from './axe.ts';
import { picture } from './picture.ts';
import { expect, troublesOf } from './tandem.ts';

/** How far a page scrolls sideways, in pixels. */
export const SIDEWAYS = 'document.documentElement.scrollWidth - innerWidth';

/**
 * Looks at a page: no wording is missing, nothing scrolls sideways, nothing went wrong unseen, axe finds nothing; and takes a picture, named after it.
 * `unworded` is what else would show that a wording is missing.
 */
export async function look(page: Page, name: string, unworded: RegExp | string = '⟦'): Promise<void> {
  await picture(page, `${name}.png`);
  const body = page.locator('body');
  for (const mark of new Set(['⟦', unworded])) await expect.soft(body, `wording of ${name}`).not.toContainText(mark);
  expect.soft(await page.evaluate<number>(SIDEWAYS), `${name} scrolls sideways`).toBeLessThanOrEqual(0);
  expect.soft(troublesOf(page), `troubles on ${name}`).toEqual([]);
  expect.soft(await axeFaults(page), `axe on ${name}`).toEqual([]);
}
