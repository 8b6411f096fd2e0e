import { describe, expect, it } from '@jest/globals';
import type { IncentiveView } from '@tandem/incentives-contract';
import { attentionOf, isUrgent } from './attention';

const NOW = Date.parse('2026-11-20T09:42:00.000Z');
const incentive = (given: Partial<IncentiveView> = {}, appointed = true): IncentiveView =>
  ({ state: 'invited', overdue: false, daysLeft: 19, enrollDueAt: '2026-12-09T08:03:00.000Z', needed: [{ step: 'incentive_admin', done: appointed, who: [] }], ...given }) as IncentiveView;
const admin = { admin: true, appoints: false, opened: false, now: NOW };
const appointer = { admin: false, appoints: true, opened: true, now: NOW };
const reader = { admin: false, appoints: false, opened: false, now: NOW };

describe('what is said of an incentive on the overview', () => {
  it('INC-07: an incentive admin is told until the page was opened', () => {
    expect(attentionOf(incentive(), admin)).toBe('enroll');
    expect(attentionOf(incentive(), { ...admin, opened: true })).toBeNull();
  });

  it('INC-05: whoever appoints is told while nobody is appointed, opened or not', () => {
    expect(attentionOf(incentive({}, false), appointer)).toBe('nobody');
    expect(attentionOf(incentive(), appointer)).toBeNull();
    expect(attentionOf(incentive({}, false), reader)).toBeNull();
  });

  it('the last days and mails that do not arrive are urgent for everybody, opened or not', () => {
    const opened = { ...reader, opened: true };
    const found = [attentionOf(incentive({ daysLeft: 3 }), opened), attentionOf(incentive({ blocked: 'ADDRESS_REFUSED' }), opened)];
    expect(found).toEqual(['last', 'mail']);
    expect(found.every((one) => one !== null && isUrgent(one))).toBe(true);
  });

  it('SM-12: after the answer only a problem is told', () => {
    expect((['submitted', 'action_required', 'enrolled', 'declined'] as const).map((state) => attentionOf(incentive({ state, daysLeft: 1 }), admin))).toEqual([null, 'action_required', null, null]);
  });
});
