import { describe, expect, it } from '@jest/globals';
import type { IncentiveSummary } from '@tandem/incentives-contract';
import { incentiveQuestion, resendable } from './incentive-row';

const asked = (given: Partial<Parameters<typeof incentiveQuestion>[0]>) => JSON.parse(JSON.stringify(incentiveQuestion({ view: 'all', search: '', filters: {}, ...given }))) as unknown;

describe('the list of incentives', () => {
  it('a tab asks by state or by what is due, and keeps the other filters', () => {
    expect(asked({})).toEqual({});
    expect(asked({ view: 'submitted', filters: { program: ['reseller'] } })).toEqual({ state: 'submitted', program: 'reseller' });
    expect(asked({ view: 'blocked', search: 'meier', filters: { state: ['invitation_due'] } })).toEqual({ due: 'blocked', state: 'invitation_due', search: 'meier' });
  });

  it('a tab says more than a chip, and what is unknown asks nothing', () => {
    expect(asked({ view: 'enrolled', filters: { state: ['declined'] } })).toEqual({ state: 'enrolled' });
    expect(asked({ view: 'elsewhere', filters: { due: ['tomorrow'] } })).toEqual({});
  });

  it('EML-07: only invitations without an answer are mailed again', () => {
    const rows = (['invitation_due', 'invited', 'submitted', 'enrolled', 'declined'] as const).map((state) => ({ state }) as IncentiveSummary);
    expect(resendable(rows).map(({ state }) => state)).toEqual(['invitation_due', 'invited']);
  });
});
