import { createRequire } from 'node:module';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The script that axe puts into a page. */
const { source } = createRequire(import.meta.resolve('@axe-core/playwright'))('axe-core') as { readonly source: string };

/**
 * What WCAG 2.2 AA has against a page, as far as axe can tell: the rule, and where. In the page itself: it has no frames of others, and another tab
 * for each look takes a third longer. The script is put into each document once, and only faults are collected: both halve what a look takes.
 */
export async function axeFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(source);
  const axe = new AxeBuilder({ page, axeSource: 'undefined' }).setLegacyMode().options({ resultTypes: ['violations'] }).withTags(RULES);
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => ({ id, target: String(target) })));
  const kept: string[] = [];
  for (const { id, target } of found) if (id !== 'target-size' || !(await underMenu(page, target))) kept.push(`${id}: ${target}`);
  return kept;
}

/** Whether a menu lies open over what a selector finds: closing it uncovers the whole target. */
const underMenu = (page: Page, target: string): Promise<boolean> =>
  page.evaluate<boolean>(`document.querySelector('.menu') !== null && document.querySelector(${JSON.stringify(target)})?.closest('.menu') === null`);
