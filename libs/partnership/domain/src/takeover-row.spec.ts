import { guessMapping } from './import-sheet';
import { Partnership } from './partnership';
import { dayIn, readTakeoverRow, startOf, TAKEOVER_SHEET } from './takeover-row';

const now = new Date('2026-03-06T10:00:00Z');
const columns = ['Anbieter', 'Wiederverkäufer', 'Seit', 'Administratorzugriff', 'Nachweis', 'Notiz'];
const mapping = { provider: 'Anbieter', reseller: 'Wiederverkäufer', since: 'Seit', adminAccess: 'Administratorzugriff', evidence: 'Nachweis', note: 'Notiz' };
const GOOD = ['nordwind.example', '6200002', '2019-04-01', 'ja', 'V-2019/44', ''];
const read = (change: Partial<Record<number, string>> = {}) => readTakeoverRow(GOOD.map((cell, index) => change[index] ?? cell), columns, mapping, now);
const reasonOf = (change: Partial<Record<number, string>>): string | undefined => read(change).refusal?.reason;

describe('a row of a takeover', () => {
  it.each([
    [columns, columns],
    [['Provider', 'Reseller', 'Since', 'Admin access', 'Contract number', 'Comment'], ['Provider', 'Reseller', 'Since', 'Admin access', 'Contract number', 'Comment']],
    [['Distributor', 'MPN ID', 'Start date', 'DAP', 'Vertrag'], ['Distributor', 'MPN ID', 'Start date', 'DAP', 'Vertrag', undefined]],
  ])('IMP-03: finds what %j mean', (header, [provider, reseller, since, adminAccess, evidence, note]) => {
    expect(guessMapping(TAKEOVER_SHEET, header, [])).toEqual(JSON.parse(JSON.stringify({ provider, reseller, since, adminAccess, evidence, note })));
  });

  it('is read by its columns', () => {
    expect(read({ 0: ' Nordwind.EXAMPLE ', 5: ' old ' })).toEqual({ provider: 'nordwind.example', reseller: '6200002', since: '2019-04-01', adminAccess: 'granted', evidence: 'V-2019/44', note: 'old' });
  });

  it('IMP-10: knows days as people write them, and no others', () => {
    expect(['2019-04-01', '2019-4-1', '1.4.2019', '01.04.2019', '2019-04-01 00:00:00', '2019-04-01T22:00:00Z'].map(dayIn)).toEqual(Array(6).fill('2019-04-01'));
    expect(['', '04/01/2019', '30.02.2020', '2020-13-01', '1.4.19', 'April'].map(dayIn)).toEqual(Array(6).fill(undefined));
    expect([reasonOf({ 2: '' }), reasonOf({ 2: '04/01/2019' }), reasonOf({ 2: '2026-03-07' }), reasonOf({ 2: '2026-03-06' })]).toEqual(['SINCE_INVALID', 'SINCE_INVALID', 'SINCE_IN_FUTURE', undefined]);
  });

  it('IMP-10: counts from noon, and today from now', () => {
    expect([startOf('2019-04-01', now), startOf('2026-03-06', now)]).toEqual([new Date('2019-04-01T12:00:00Z'), now]);
  });

  it('IMP-11: takes a plain yes or no, and gives no access by an empty cell', () => {
    expect(['ja', 'Yes', 'TRUE', '1', 'granted', 'nein', 'No', 'falsch', '0', 'removed'].map((cell) => read({ 3: cell }).adminAccess)).toEqual([...Array(5).fill('granted'), ...Array(5).fill('removed')]);
    expect([reasonOf({ 3: '' }), reasonOf({ 3: 'maybe' }), reasonOf({ 3: 'constructor' })]).toEqual(Array(3).fill('ADMIN_ACCESS_UNCLEAR'));
  });

  it('IMP-09: needs evidence that fits into the story', () => {
    expect([reasonOf({ 4: ' ' }), reasonOf({ 4: 'x'.repeat(301) }), reasonOf({ 4: 'a\u0007b' }), reasonOf({ 4: 'x'.repeat(300) })]).toEqual(['EVIDENCE_MISSING', 'EVIDENCE_INVALID', 'EVIDENCE_INVALID', undefined]);
  });

  it('IMP-12: names both sides', () => {
    expect([reasonOf({ 0: '' }), reasonOf({ 1: ' ' })]).toEqual(['PROVIDER_UNKNOWN', 'RESELLER_UNKNOWN']);
  });
});

describe('a partnership that is taken over', () => {
  const pair = { providerId: 'p', resellerId: 'r' };
  const standing = { since: new Date('2019-04-01T12:00:00Z'), adminAccess: 'removed', evidence: 'V-1' } as const;

  it('IMP-09: is active since its day and stands on its evidence', () => {
    expect(Partnership.takeOver(null, pair, standing, now)).toMatchObject({ ...pair, ...standing, state: 'active', invitationId: null, until: null, adminAccessChangedAt: now });
  });

  it('SM-6: is refused when the two are partners, or were until it was ended here', () => {
    const active = Partnership.takeOver(null, pair, standing, now);
    expect(() => Partnership.takeOver(active, pair, standing, now)).toThrow('PARTNER_ALREADY (PRT-15)');
    active.terminate(now);
    expect(() => Partnership.takeOver(active, pair, standing, now)).toThrow('PARTNERSHIP_ENDED (SM-6)');
  });

  it('PRT-15: becomes one with the authorization that comes later', () => {
    const { partnership, established } = Partnership.establish(Partnership.takeOver(null, pair, standing, now), pair, 'i', now);
    expect([established, partnership.since, partnership.invitationId, partnership.evidence, partnership.adminAccess]).toEqual([false, standing.since, 'i', 'V-1', 'granted']);
  });
});
