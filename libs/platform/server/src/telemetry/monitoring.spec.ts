import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..', '..', '..');
const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');
const alerts = read('docs', 'monitoring', 'alerts.yml');

describe('what is watched', () => {
  it('has advice for every alert', () => {
    const named = [...alerts.matchAll(/- alert: (\w+)/g)].map(([, name]) => name ?? '');
    const advised = [...read('docs', 'operations.md').matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name ?? '');
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !advised.includes(name))).toEqual([]);
  });

  it('asks for numbers that there are', () => {
    const sources = ['telemetry/metrics.ts', 'telemetry/readings.ts', 'workers/watch-readings.ts', 'watching/outcome-readings.ts'].map((file) => read('libs', 'platform', 'server', 'src', file)).concat(read('libs', 'webhooks', 'server', 'src', 'log', 'webhook-readings.ts'), read('libs', 'enrollment', 'server', 'src', 'review', 'review-readings.ts'), read('libs', 'incentives', 'server', 'src', 'watching', 'incentive-readings.ts')).join('\n');
    const known = [...sources.matchAll(/name: '([a-z]+(?:_[a-z]+)+)'/g)].map(([, name]) => name ?? '');
    const asked = [...(alerts + read('docs', 'monitoring', 'grafana.json')).matchAll(/\b([a-z]+(?:_[a-z]+)+)(?=\{|\[|\)| or)/g)].map(([, name]) => (name ?? '').replace(/_(bucket|count|sum)$/, ''));
    const functions = ['histogram_quantile'];
    expect(new Set(asked).size).toBeGreaterThan(5);
    expect([...new Set(asked)].filter((name) => !known.includes(name) && !functions.includes(name))).toEqual([]);
  });
});
