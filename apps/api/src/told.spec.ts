import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATION_STATUSES } from '@tandem/platform-contract';
import type { Endpoint, EventDefinition } from '@tandem/platform-contract';

const LIBS = join(import.meta.dirname, '../../../libs');
const SNAKE = /^[a-z]+(_[a-z]+)*$/;
/** Records without a story of their own, and why. */
const NO_STORY: readonly (readonly [path: string, why: string])[] = [
  ['/v1/auditrecords/:id', 'it is the story'],
  ['/v1/invitations/:token', 'who holds the link is not known yet; the request has the story'],
  ['/v1/contactverifications/:token', 'who holds the link is not known; the enrollment has the story'],
  ['/v1/workaccounts/:domain', 'no record: it only tells whether there is one'],
];

const isEvent = (value: unknown): value is EventDefinition => typeof value === 'object' && value !== null && 'name' in value && 'data' in value && typeof value.name === 'string';
const isEndpoint = (value: unknown): value is Endpoint => typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'action' in value;
/** What a contract exports, and what the groups of routes in it hold. */
const within = (value: unknown): unknown[] => (typeof value === 'object' && value !== null && !isEndpoint(value) && !isEvent(value) && Object.getPrototypeOf(value) === Object.prototype ? Object.values(value) : [value]);

describe('what every contract promises to tell', () => {
  let exported: unknown[];
  beforeAll(async () => {
    const contracts = readdirSync(LIBS).map((context) => join(LIBS, context, 'contract/src/index.ts')).filter((path) => existsSync(path));
    const modules = await Promise.all(contracts.map((path) => import(path) as Promise<Record<string, unknown>>));
    exported = modules.flatMap((module) => Object.values(module)).flatMap(within);
  });

  it('AUD-01: every event has words of the field for the activity log', () => {
    const events = exported.filter(isEvent);
    expect(events.length).toBeGreaterThan(30);
    expect(events.filter(({ audit }) => !audit || !SNAKE.test(audit.resourceType) || !SNAKE.test(audit.operationType) || (audit.status && !OPERATION_STATUSES.includes(audit.status))).map(({ name }) => name)).toEqual([]);
  });

  it('every record that can be read has a story', () => {
    const reads = exported.filter(isEndpoint).filter(({ method }) => method === 'GET').map(({ path }) => path);
    const records = reads.filter((path) => /^\/v1\/.*\/:\w+$/.test(path));
    expect(records.length).toBeGreaterThan(5);
    const without = records.filter((path) => !reads.includes(`${path}/timeline`)).filter((path) => !NO_STORY.some(([exempt]) => exempt === path));
    expect(without).toEqual([]);
  });
});
