import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { within } from '../services/workspace.ts';

const PAGES = ['README.md', 'CONTRIBUTING.md', 'docs/security.md', 'docs/api.md', 'docs/tour.md', 'docs/operations.md', 'docs/guarantees.md'];

/** Where the links of a page lead within the project. */
const linksOf = (page: string): string[] =>
  [...readFileSync(within(page), 'utf8').matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)].flatMap(([, target = '']) => (/^[a-z]+:/.test(target) || target.startsWith('/') ? [] : [join(dirname(page), target)]));

describe('the documentation', () => {
  it.each(PAGES)('%s leads to files that exist', (page) => {
    expect(linksOf(page).filter((target) => !existsSync(within(target)))).toEqual([]);
  });

  it('names every requirement of the security standard once', () => {
    const ids = readFileSync(within('docs/security.md'), 'utf8').split('\n').flatMap((line) => [...(/^\| (V[\d. V]+) \|/.exec(line)?.[1] ?? '').matchAll(/V\d+\.\d+\.\d+/g)].map(([id]) => id));
    expect(ids.length).toBeGreaterThan(150);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });
});
