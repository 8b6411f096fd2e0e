import { judge } from './judge';
import type { Evidence } from './judge';
import type { Committed } from './subject';

const row = (number: number, state: string): Committed => ({ id: `id-${number}`, recipient: `r${number}@b.example`, state });
const mail = (number: number, by = `id-${number}`) => ({ messageId: `<${by}@tandem.example>`, recipient: `r${number}@b.example` });
const fine: Evidence = {
  name: 'spec',
  ordered: 4,
  committed: [row(1, 'sent'), row(2, 'uncertain'), row(3, 'uncertain'), row(4, 'cancelled')],
  accepted: [mail(1), mail(2)],
  rest: { open: 0, outbox: 0, queue: 0 },
  allowed: { uncertain: 2 },
  findings: [],
};
const brokenBy = (changes: Partial<Evidence>): readonly string[] => judge({ ...fine, ...changes }).broken;

describe('the judge of a fault run', () => {
  it('holds when everything that was ordered has arrived once, or is shown as uncertain or cancelled', () => {
    expect(judge(fine)).toMatchObject({ committed: 4, accepted: 2, unique: 2, uncertain: 2, uncertainUndelivered: 1, cancelled: 1, lost: 0, duplicates: 0, holds: true, broken: [] });
  });

  it('lets people have as many as they are due, and leaves aside what nobody ordered unless it comes twice', () => {
    const more = { ordered: 5, committed: [...fine.committed, { ...row(1, 'sent'), id: 'id-5' }, { ...row(1, 'sent'), id: 'aside' }], accepted: [...fine.accepted, mail(1, 'id-5'), mail(1, 'aside')] };
    expect(brokenBy({ ...more, due: new Map([['r1@b.example', 2]]), aside: new Set(['aside']) })).toEqual([]);
    expect(brokenBy({ ...more, aside: new Set(['aside']) })).toEqual(['nobody is mailed twice: 1']);
    expect(brokenBy({ ...more, accepted: [...more.accepted, mail(1, 'aside')], due: new Map([['r1@b.example', 2]]), aside: new Set(['aside']) })).toEqual(['nobody is mailed twice: 1']);
  });

  it.each([
    ['a mail that is said to be sent and never arrived', { accepted: [mail(2)] }, 'nothing is lost: 1'],
    ['an accepted order without a row', { ordered: 5 }, 'nothing is lost: 1'],
    ['a person with two mails, under another Message-ID as well', { accepted: [mail(1), mail(2), mail(2, 'other')] }, 'nobody is mailed twice: 1'],
    ['a second row for one order', { ordered: 3 }, 'every accepted order is committed once: 3 ordered, 4 committed'],
    ['more uncertain ones than were on their way', { allowed: { uncertain: 1 } }, 'at most 1 are uncertain: 2'],
    ['a failure that nobody asked for', { committed: [...fine.committed.slice(0, 3), row(4, 'failed')] }, 'as many fail as must: 1 of 0'],
    ['a failure that should have been', { allowed: { uncertain: 2, failing: (address: string) => address.startsWith('r1') } }, 'as many fail as must: 0 of 1'],
    ['something left to do', { rest: { open: 0, outbox: 0, queue: 1 } }, 'nothing is open: deliveries 0, outbox 0, queue 1'],
    ['a fault that did not strike', { findings: [{ says: 'the fault strikes', holds: false }] }, 'the fault strikes'],
    ['nothing at all', { ordered: 0, committed: [], accepted: [] }, 'every accepted order is committed once: 0 ordered, 0 committed'],
  ])('breaks by %s', (_what, changes, says) => {
    expect(brokenBy(changes)).toContain(says);
  });
});
