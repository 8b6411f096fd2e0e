import { randomUUID } from 'node:crypto';

/** The Redis of this run and a key prefix that no other spec uses. */
export function testRedis(): { url: string; prefix: string } {
  const url = process.env['TANDEM_TEST_REDIS'];
  if (!url) throw new Error('No test server: specs with Redis run through tools/jest/node.config.mjs');
  return { url, prefix: `spec-${randomUUID()}` };
}
