import { DomainError } from '@tandem/platform-kernel';
import { DirectoryEntry } from './directory-entry';
import type { EntryContent } from './directory-entry';

const now = new Date('2026-03-06T10:00:00Z');
const later = new Date('2026-04-06T10:00:00Z');
const provider = { id: '0b000000-0000-4000-8000-000000000001', country: 'DE' };
const content: EntryContent = { description: 'Trains and supports.', services: ['training', 'support'] };
const open = (more: Partial<EntryContent> = {}) => DirectoryEntry.open(provider, { ...content, ...more }, now);
const reasonOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.reason;
    throw error;
  }
};

describe('directory entry', () => {
  it('GEO-04: refuses a country of another region, when it is made and when it is changed', () => {
    expect(reasonOf(() => open({ countries: ['AT', 'US'] }))).toBe('COUNTRY_OUTSIDE_REGION');
    const entry = open();
    expect(reasonOf(() => entry.change('DE', { countries: ['KP'] }, later))).toBe('COUNTRY_OUTSIDE_REGION');
    expect(entry.countries).toEqual(['DE']);
  });

  it('DIR-01: is listed, serves its own country and says everything once', () => {
    expect(open({ countries: ['CH', 'AT', 'CH'], services: ['support', 'training', 'support'] })).toMatchObject({
      ...{ providerId: provider.id, listed: true, countries: ['AT', 'CH', 'DE'], services: ['support', 'training'] },
      ...{ website: null, email: null, phoneNumber: null, createdAt: now, changedAt: now },
    });
  });

  it('DIR-02: takes over what is given, keeps the rest and says what changed', () => {
    const entry = open({ website: 'https://nordwind.example', email: 'sales@nordwind.example' });
    expect(entry.change('DE', { description: 'Everything.', website: '', countries: ['AT'] }, later)).toEqual({
      before: { description: 'Trains and supports.', countries: ['DE'], website: 'https://nordwind.example' },
      after: { description: 'Everything.', countries: ['AT', 'DE'], website: null },
    });
    expect(entry).toMatchObject({ email: 'sales@nordwind.example', website: null, services: ['support', 'training'], changedAt: later });
  });

  it('changes nothing a second time', () => {
    const entry = open({ listed: false });
    expect([entry.change('DE', { services: ['support', 'training'], listed: false }, later), entry.changedAt]).toEqual([undefined, now]);
  });
});
