import { DomainError } from '@tandem/platform-kernel';
import { Invitation } from './invitation';
import { awaitsReminder, reminderPlan } from './reminder-plan';

const now = new Date('2026-03-06T10:00:00Z');
const later = (days: number, milliseconds = 0): Date => new Date(now.getTime() + days * 86_400_000 + milliseconds);
const urlOf = ({ generation }: Pick<Invitation, 'generation'>): string => `https://tandem.example/invite/k1a2b3c4d.019a0000-0000-7000-8000-000000000000.${generation}.sig`;
const renewal = { urlOf, linkKey: 'k1', days: 30 };
const plan = (days: number | null): [string, number][] => reminderPlan(now, days === null ? null : later(days)).map(({ slot, at }) => [slot, (at.getTime() - now.getTime()) / 86_400_000]);

function sent({ days = 30, remind }: { days?: number; remind?: boolean } = {}): Invitation {
  const inviter = { organisationId: '0b000000-0000-4000-8000-000000000001', name: 'Sven' };
  const invitation = Invitation.draft({ type: 'partnership_request', inviter, email: 'lea@boreal.example', language: 'de', linkKey: 'k1', days, remind }, now);
  invitation.edit({ subject: 'Partnerschaft', body: urlOf(invitation) }, urlOf(invitation), now);
  return out(invitation, 'd1', now);
}
function out(invitation: Invitation, deliveryId: string, at: Date): Invitation {
  if (invitation.state !== 'queued') invitation.send(urlOf(invitation), at);
  invitation.carriedBy(deliveryId);
  invitation.settle('sent', deliveryId, at);
  return invitation;
}

describe('reminders of an unanswered invitation', () => {
  it('INV-12: are due three days after sending and two days before the end', () => {
    expect([plan(30), plan(null)]).toEqual([[['day_3', 3], ['before_expiry', 28]], [['day_3', 3]]]);
  });

  it('INV-12: a slot before the sending is void, and of two that meet the later one stays', () => {
    expect([plan(1), plan(2), plan(3), plan(4), plan(5), plan(6)]).toEqual([[], [], [['before_expiry', 1]], [['before_expiry', 2]], [['before_expiry', 3]], [['day_3', 3], ['before_expiry', 4]]]);
  });

  it('INV-12: each goes once, at its time and not a millisecond before', () => {
    const invitation = sent();
    expect([invitation.nextReminderAt, invitation.takeReminder(later(3, -1)), invitation.takeReminder(later(3)), invitation.takeReminder(later(3))]).toEqual([later(3), undefined, 'day_3', undefined]);
    expect([invitation.nextReminderAt, invitation.takeReminder(later(28)), invitation.takeReminder(later(29)), invitation.nextReminderAt]).toEqual([later(28), 'before_expiry', undefined, null]);
  });

  it('INV-12: what was missed goes once and is not piled up; after the end nothing goes', () => {
    const late = sent();
    expect([late.takeReminder(later(29)), late.takeReminder(later(29))]).toEqual(['before_expiry', undefined]);
    const over = sent();
    expect([over.takeReminder(later(30)), over.nextReminderAt]).toEqual([undefined, null]);
  });

  it.each(['accepted', 'declined', 'revoked', 'bounced', 'held', 'off', 'drafted', 'issued', 'resent'])('INV-12: none is planned when it is %s', (what) => {
    const by = { organisationId: '0c000000-0000-4000-8000-000000000001' };
    const invitation = sent();
    if (what === 'accepted' || what === 'declined') invitation.answer(what, by, later(1));
    if (what === 'revoked') invitation.revoke('global_admin', later(1));
    if (what === 'bounced') invitation.settle('delivery_failed', 'd1', later(1));
    if (what === 'held') invitation.holdExpiry();
    if (what === 'off') invitation.remindWhileUnanswered(false, later(1));
    if (what === 'resent') invitation.renew(renewal, later(1));
    const draft = what === 'drafted' || what === 'issued' ? Invitation.draft({ type: 't', inviter: { ...by, name: 'S' }, language: 'de', linkKey: 'k', days: 30 }, now) : invitation;
    if (what === 'issued') draft.issue(now);
    expect([draft.nextReminderAt, draft.takeReminder(later(28))]).toEqual([null, undefined]);
  });

  it('INV-12: switched on again, what was due while they were off is void', () => {
    const invitation = sent({ remind: false });
    expect(invitation.nextReminderAt).toBeNull();
    invitation.remindWhileUnanswered(true, later(4));
    expect([invitation.nextReminderAt, invitation.takeReminder(later(4))]).toEqual([later(28), undefined]);
  });

  it('INV-12: what was due while it waited for an enrollment is void', () => {
    const invitation = sent();
    invitation.holdExpiry();
    invitation.releaseExpiry(later(10));
    expect([invitation.nextReminderAt, invitation.expiresAt]).toEqual([later(38), later(40)]);
  });

  it('INV-12: can be switched as long as it can be answered or renewed, and no longer', () => {
    const invitation = sent();
    invitation.remindWhileUnanswered(false, later(31));
    expect(invitation.remind).toBe(false);
    invitation.revoke('global_admin', later(1));
    expect(() => invitation.remindWhileUnanswered(true, later(2))).toThrow(DomainError);
  });

  it('INV-12: a new link begins anew; the same link after a bounce does not', () => {
    const anew = sent();
    anew.takeReminder(later(3));
    anew.remindedBy('r1', later(3));
    anew.renew(renewal, later(5));
    expect([anew.reminderId, anew.remindedAt, anew.remindedSlot]).toEqual([null, null, null]);
    expect(out(anew, 'd2', later(5)).takeReminder(later(8))).toBe('day_3');
    const same = sent();
    same.takeReminder(later(3));
    same.settle('delivery_failed', 'd1', later(4));
    expect(out(same, 'd2', later(5)).nextReminderAt).toEqual(later(33));
  });

  it('INV-12: one that did not arrive is the last one to this address', () => {
    const invitation = sent();
    invitation.takeReminder(later(3));
    invitation.remindedBy('r1', later(3));
    invitation.reminderFailed('r0');
    expect(invitation.nextReminderAt).toEqual(later(28));
    invitation.reminderFailed('r1');
    expect([invitation.nextReminderAt, invitation.takeReminder(later(28))]).toEqual([null, undefined]);
  });

  it('INV-12: an ordered one is sent only while nothing has happened since', () => {
    const ordered = (): Invitation => {
      const invitation = sent();
      invitation.takeReminder(later(3));
      invitation.remindedBy('r1', later(3));
      return invitation;
    };
    const waits = (change: (invitation: Invitation) => unknown, { id = 'r1', recipient = 'lea@boreal.example', at = later(4) } = {}): boolean => {
      const invitation = ordered();
      change(invitation);
      return awaitsReminder(invitation, { id, recipient }, at);
    };
    const nothing = (): undefined => undefined;
    expect(waits(nothing)).toBe(true);
    const changes: ((one: Invitation) => unknown)[] = [
      (one) => one.revoke(undefined, later(3)),
      (one) => one.answer('declined', { organisationId: 'o' }, later(3)),
      (one) => one.remindWhileUnanswered(false, later(3)),
      (one) => one.holdExpiry(),
      (one) => one.renew(renewal, later(3)),
      (one) => out((one.renew(renewal, later(3)), one), 'd2', later(3)),
      (one) => one.settle('delivery_failed', 'd1', later(3)),
    ];
    expect(changes.map((change) => waits(change))).toEqual(changes.map(() => false));
    expect([waits(nothing, { id: 'r0' }), waits(nothing, { recipient: 'other@boreal.example' }), waits(nothing, { at: later(30) })]).toEqual([false, false, false]);
  });
});

describe('how long a link lives', () => {
  it('TIM-09: is chosen, kept, and counted from each sending', () => {
    const invitation = sent({ days: 7 });
    expect(invitation.expiresAt).toEqual(later(7));
    invitation.renew(renewal, later(10));
    expect(invitation.expiresAt).toEqual(later(17));
  });

  it('TIM-09: moves the end of a draft at once, and of what is out with the next sending', () => {
    const draft = Invitation.draft({ type: 't', inviter: { organisationId: 'o', name: 'S' }, language: 'de', linkKey: 'k', days: 30 }, now);
    draft.edit({ validDays: 7 }, '', later(1));
    expect(draft.expiresAt).toEqual(later(8));
    draft.issue(later(3));
    expect(draft.expiresAt).toEqual(later(10));
    draft.issue(later(4));
    draft.edit({ validDays: 20 }, '', later(4));
    expect(draft.expiresAt).toEqual(later(10));
    draft.renew(renewal, later(5));
    expect(draft.expiresAt).toEqual(later(25));
  });

  it('TIM-09: an expired draft is not revived by another validity', () => {
    const draft = Invitation.draft({ type: 't', inviter: { organisationId: 'o', name: 'S' }, language: 'de', linkKey: 'k', days: 30 }, now);
    draft.edit({ validDays: 90 }, '', later(31));
    expect(draft.stateAt(later(31))).toBe('expired');
  });
});
