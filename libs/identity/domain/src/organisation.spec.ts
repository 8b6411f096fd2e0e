import { describe, expect, it } from '@jest/globals';
import { Organisation } from './organisation';
import { ProgramMembership } from './program-membership';

const now = new Date('2026-11-20T09:00:00Z');
const register = (country: string) => Organisation.register({ name: ' Lagune Services SARL ', domain: 'Lagune.Example', country, now });

describe('an organisation', () => {
  it('GEO-03: needs a country of a trading region', () => {
    expect(() => register('CN')).toThrow('COUNTRY_UNSUPPORTED (GEO-03)');
    expect(() => register('fr')).toThrow('COUNTRY_UNSUPPORTED (GEO-03)');
  });

  it('ORG-06: keeps its country once it holds or has held a program', () => {
    const organisation = register('FR');
    const membership = ProgramMembership.grant({ organisation, held: [], program: 'indirect_reseller', path: 'application', now });
    membership.end();
    expect(() => organisation.settleIn('BE', [membership])).toThrow('COUNTRY_FIXED (ORG-06)');
    expect(organisation.country).toBe('FR');
  });

  it('takes over the country of its first enrollment', () => {
    const organisation = register('FR');
    organisation.settleIn('BE', []);
    expect(organisation.country).toBe('BE');
    expect(() => organisation.settleIn('KP', [])).toThrow('COUNTRY_UNSUPPORTED');
  });

  it('keeps its domain in lower case and its name trimmed', () => {
    expect(register('FR')).toMatchObject({ domain: 'lagune.example', name: 'Lagune Services SARL' });
  });
});
