import { company } from '@tandem/platform-testing';
import type { Company } from '@tandem/platform-testing';
import fc from 'fast-check';
import { PartnershipStack } from '../spec-parts/partnership-stack';

const LIST = '/v1/indirectresellers';
const START = Date.parse('2026-03-06T10:00:00.000Z');

let stack: PartnershipStack;

beforeAll(async () => (stack = await PartnershipStack.start()));
afterAll(() => stack.close());

/** Requests as they lie in the table; many share a millisecond, as those of an import do. */
async function store(provider: Company, requests: readonly { readonly email: string; readonly second: number }[]): Promise<void> {
  await stack.em().execute(
    `insert into invitation (id, type, state, organisation_id, inviter_name, language, subject, body, generation, link_key, created_at, expiry_held, expiry_noted, sends_of_day, email)
     select gen_random_uuid(), 'partnership_request', 'issued', ?, 'Sven', 'de', '', '', 1, 'k00000000', r.at, false, false, 0, r.email
     from jsonb_to_recordset(?) as r(email text, at timestamptz)`,
    [provider.organisation.id, JSON.stringify(requests.map(({ email, second }) => ({ email, at: new Date(START + second * 1000) })))],
  );
}

async function emails(provider: Company, query: string, headers: Record<string, string> = {}): Promise<{ found: string[]; token: string | undefined }> {
  const { status, json } = await stack.ask(provider.globalAdmin, 'GET', LIST + query, { headers });
  if (status !== 200) throw new Error(`${query}: ${status}`);
  return { found: json.items.map(({ email }) => String(email)), token: json.continuationToken };
}

const newProvider = (): Promise<Company> => company(stack.em(), { program: 'indirect_provider' });

describe('the list of resellers, whatever happens', () => {
  it('PRT-14: paging meets every request that stayed exactly once, while others come and go between the pages', async () => {
    const second = fc.integer({ min: 0, max: 5 });
    const between = fc.record({ arrive: fc.array(second, { maxLength: 3 }), end: fc.array(fc.nat(), { maxLength: 2 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(second, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 4 }), fc.array(between, { maxLength: 6 }), async (at, size, happenings) => {
        const provider = await newProvider();
        const first = at.map((when, index) => ({ email: `r${index}@there.example`, second: when }));
        await store(provider, first);
        const staying = new Set(first.map(({ email }) => email));
        const seen: string[] = [];
        let page = await emails(provider, `?size=${size}`);
        for (let number = 0; ; number++) {
          seen.push(...page.found);
          if (page.token === undefined) break;
          const { arrive, end } = happenings[number] ?? { arrive: [], end: [] };
          await store(provider, arrive.map((when, index) => ({ email: `n${number}-${index}@late.example`, second: when })));
          for (const which of end) {
            const { email } = first[which % first.length] ?? { email: '' };
            staying.delete(email);
            await stack.em().execute(`update invitation set state = 'revoked' where organisation_id = ? and email = ?`, [provider.organisation.id, email]);
          }
          page = await emails(provider, '?seekOperation=Next', { 'MS-ContinuationToken': page.token });
        }
        expect(seen).toHaveLength(new Set(seen).size);
        expect(seen.filter((email) => staying.has(email)).sort()).toEqual([...staying].sort());
      }),
      { numRuns: 15 },
    );
  });

  it('PRT-14: a search finds what contains the text, upper or lower case, and nothing for what only looks like a pattern', async () => {
    const provider = await newProvider();
    const parts = ['a', 'b', 'AB', '_', '%', '\\', "'", '.', '+', 'ä', 'Ö'];
    const word = fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 4 }).map((found) => found.join(''));
    const all = fc.sample(word, 40).map((local, index) => `${local}${index}@search.example`);
    await store(provider, all.map((email) => ({ email, second: 0 })));
    await fc.assert(
      fc.asyncProperty(word, async (text) => {
        const { found } = await emails(provider, `?q=${encodeURIComponent(text)}`);
        expect(found.sort()).toEqual(all.filter((email) => email.toLowerCase().includes(text.toLowerCase())).sort());
      }),
      { numRuns: 40 },
    );
  });

  it('SEC-01: no text in any filter shows a row of another provider', async () => {
    const [mine, other] = [await newProvider(), await newProvider()];
    await store(other, [{ email: 'secret@other.example', second: 0 }]);
    const filters = fc.record({ q: fc.string({ minLength: 1, maxLength: 30 }), view: fc.constantFrom('all', 'partners', 'waiting', 'expiring', 'problems') });
    await fc.assert(
      fc.asyncProperty(filters, async ({ q, view }) => {
        const { json } = await stack.ask(mine.globalAdmin, 'GET', `${LIST}?view=${view}&q=${encodeURIComponent(q)}`);
        expect(json.items ?? []).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
