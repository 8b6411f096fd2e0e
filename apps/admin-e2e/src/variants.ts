import type { Page } from '@playwright/test';
import { expect } from './tandem.ts';

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** One way to read a page: a language, a theme and a width. */
export interface Variant {
  readonly name: string;
  readonly locale: 'en-GB' | 'de-DE';
  readonly colorScheme: 'light' | 'dark';
  readonly viewport: { readonly width: number; readonly height: number };
}

/** Every language, theme and width, each with each other at least once. */
export const EVERY_VARIANT = {
  'en-GB': [
    { name: 'en-light-wide', locale: 'en-GB', colorScheme: 'light', viewport: WIDE },
    { name: 'en-dark-phone', locale: 'en-GB', colorScheme: 'dark', viewport: PHONE },
    { name: 'en-light-1280', locale: 'en-GB', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  ],
  'de-DE': [
    { name: 'de-dark-wide', locale: 'de-DE', colorScheme: 'dark', viewport: WIDE },
    { name: 'de-light-phone', locale: 'de-DE', colorScheme: 'light', viewport: PHONE },
  ],
} as const;

/** As unlike the first as can be. */
export const ON_PHONE = { name: 'de-dark-phone', locale: 'de-DE', colorScheme: 'dark', viewport: PHONE } as const;

/** The two that have least in common. */
export const VARIANTS: readonly Variant[] = [EVERY_VARIANT['en-GB'][0], ON_PHONE];

/** Shows a page of the console in another theme, width and language, without loading it again. */
export async function showIn(page: Page, variant: Variant): Promise<void> {
  await speak(page, variant.locale.slice(0, 2));
  await dress(page, variant);
}

/** Shows a page in another theme and width, without loading it again. */
export async function dress(page: Page, { colorScheme, viewport }: Pick<Variant, 'colorScheme' | 'viewport'>): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize(viewport);
}

/** Chooses a language in the menu of the person, where one is to be chosen; no drawer may lie over it. */
async function speak(page: Page, language: string): Promise<void> {
  if ((await page.locator('html').getAttribute('lang')) === language) return;
  await page.locator('td-top-menus td-menu').last().getByRole('button').first().click();
  await page.locator(`td-top-menus .menu [lang=${language}]`).click();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

/**
 * Goes to another page of the console as one of its links would, without loading it anew; by way of an address that leads nowhere, so that
 * nothing of the page before is taken for the next.
 */
export async function go(page: Page, path: string): Promise<void> {
  const nowhere = page.locator('td-not-found-page');
  await turnTo(page, '/nowhere');
  await expect(nowhere).toBeVisible();
  await turnTo(page, path);
  await expect(nowhere).toHaveCount(0);
}

const turnTo = (page: Page, path: string): Promise<void> => page.evaluate(`history.pushState({}, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate', { state: {} }))`);

/** Leaves a drawer in which something was typed. */
export async function giveUp(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').getByRole('button').last().click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}
