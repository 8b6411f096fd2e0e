import { DomainError, mayFollow, reachable } from '@tandem/platform-kernel';
import { Invitation } from './invitation';
import { INVITATION_STATES, INVITATION_TRANSITIONS, isOpen } from './invitation-state';
import type { InvitationState } from './invitation-state';
import { newestKeyName, signLink } from '@tandem/platform-kernel';

const now = new Date('2026-03-06T10:00:00Z');
const later = (days: number, milliseconds = 0): Date => new Date(now.getTime() + days * 86_400_000 + milliseconds);
const keys = ['a key that is long enough to sign links with'];
const linkKey = newestKeyName(keys);
const urlOf = ({ id, generation, linkKey: name }: Pick<Invitation, 'id' | 'generation' | 'linkKey'>): string =>
  `https://tandem.example/invite/${signLink({ id, generation }, name, keys)}`;
const renewal = { urlOf, linkKey, days: 30 };

function draft(email: string | undefined = 'lea@boreal.example', days = 30): Invitation {
  const inviter = { organisationId: '0b000000-0000-4000-8000-000000000001', userId: '0b000000-0000-4000-8000-0000000000aa', name: 'Sven', email: 'sa@nordwind.example' };
  const invitation = Invitation.draft({ type: 'partnership_request', inviter, ...(email === '' ? {} : { email }), language: 'de', linkKey, days }, now);
  invitation.edit({ subject: 'Partnerschaft', body: `Guten Tag,\n\n${urlOf(invitation)}\n` }, urlOf(invitation), now);
  return invitation;
}

const by = { organisationId: '0c000000-0000-4000-8000-000000000001' };
/** One way into every state. */
const into: Record<InvitationState, () => Invitation> = {
  draft: () => draft(),
  queued: () => after(draft(), (one) => (one.send(urlOf(one), now), one.carriedBy('d1'))),
  sent: () => after(into.queued(), (one) => one.settle('sent', 'd1', now)),
  delivery_failed: () => after(into.queued(), (one) => one.settle('delivery_failed', 'd1', now)),
  issued: () => after(draft(), (one) => one.issue(now)),
  accepted: () => after(into.sent(), (one) => one.answer('accepted', by, now)),
  declined: () => after(into.sent(), (one) => one.answer('declined', { ...by, reason: 'no need' }, now)),
  revoked: () => after(into.sent(), (one) => one.revoke('global_admin', now)),
  expired: () => into.sent(),
};
const after = (invitation: Invitation, change: (invitation: Invitation) => unknown): Invitation => (change(invitation), invitation);
const at = (state: InvitationState): Date => (state === 'expired' ? later(30) : later(1));
const reasonOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.reason;
    throw error;
  }
};

/** The state to which each command leads from each state; undefined where it is refused. */
const COMMANDS: Record<string, { run: (one: Invitation, when: Date) => unknown; leads: Partial<Record<InvitationState, InvitationState>> }> = {
  edit: {
    run: (one, when) => one.edit({ body: 'text without the link' }, urlOf(one), when),
    leads: { draft: 'draft', issued: 'issued', delivery_failed: 'delivery_failed', expired: 'expired' },
  },
  send: { run: (one, when) => one.send(urlOf(one), when), leads: { draft: 'queued', issued: 'queued', delivery_failed: 'queued' } },
  issue: { run: (one, when) => one.issue(when), leads: { draft: 'issued', delivery_failed: 'issued', issued: 'issued' } },
  resend: {
    run: (one, when) => one.renew(renewal, when),
    leads: { draft: 'draft', issued: 'issued', queued: 'queued', sent: 'queued', delivery_failed: 'queued', expired: 'queued' },
  },
  revoke: { run: (one, when) => one.revoke('global_admin', when), leads: { draft: 'revoked', queued: 'revoked', sent: 'revoked', delivery_failed: 'revoked', issued: 'revoked' } },
  accept: {
    run: (one, when) => one.answer('accepted', by, when),
    leads: { draft: 'accepted', queued: 'accepted', sent: 'accepted', delivery_failed: 'accepted', issued: 'accepted' },
  },
  decline: {
    run: (one, when) => one.answer('declined', by, when),
    leads: { draft: 'declined', queued: 'declined', sent: 'declined', delivery_failed: 'declined', issued: 'declined' },
  },
};

describe('states of an invitation', () => {
  const pairs = Object.keys(COMMANDS).flatMap((command) => INVITATION_STATES.map((state) => [command, state] as const));

  it.each(pairs)('SM-5: %s in state %s', (command, state) => {
    const { run, leads } = COMMANDS[command] as (typeof COMMANDS)[string];
    const invitation = into[state]();
    const when = at(state);
    const expected = leads[state];
    if (expected === undefined) {
      const before = invitation.state;
      expect(reasonOf(() => run(invitation, when))).toBe(['queued', 'sent'].includes(state) ? 'INVITATION_ON_ITS_WAY' : 'INVITATION_ENDED');
      expect(invitation.state).toBe(before);
    } else {
      run(invitation, when);
      expect(invitation.stateAt(when)).toBe(expected);
      expect(expected === state || mayFollow<InvitationState>(INVITATION_TRANSITIONS, state, expected)).toBe(true);
    }
  });

  it('SM-5: reaches every state from the draft, and no state but the open ones and the expired one leads on', () => {
    expect([...reachable<InvitationState>(INVITATION_TRANSITIONS, 'draft')].sort()).toEqual([...INVITATION_STATES].sort());
    expect(INVITATION_STATES.filter((state) => INVITATION_TRANSITIONS[state].length > 0 && !isOpen(state))).toEqual(['expired']);
  });

  it.each(INVITATION_STATES.filter((state) => state !== 'expired'))('SM-5: the outcome of its mail leads on from %s only where the table says so', (state) => {
    for (const outcome of ['sent', 'delivery_failed'] as const) {
      const invitation = into[state]();
      const allowed = mayFollow<InvitationState>(INVITATION_TRANSITIONS, state, outcome) && invitation.deliveryId === 'd1';
      expect(invitation.settle(outcome, 'd1', now)).toBe(allowed);
      expect(invitation.state).toBe(allowed ? outcome : state);
    }
  });

  it('SM-5: an outcome of a mail with a replaced link changes nothing', () => {
    const invitation = into.queued();
    invitation.renew(renewal, now);
    invitation.carriedBy('d2');
    expect(invitation.settle('delivery_failed', 'd1', now)).toBe(false);
    expect(invitation.state).toBe('queued');
  });
});

describe('expiry', () => {
  it('TIM-09: lives for thirty days to the millisecond, and for ever with 0', () => {
    expect(into.sent().stateAt(later(30, -1))).toBe('sent');
    expect(into.sent().stateAt(later(30))).toBe('expired');
    expect(draft('lea@boreal.example', 0).stateAt(later(36_500))).toBe('draft');
  });

  it('SM-5: an answer keeps its state when the time of the link is over', () => {
    expect(into.accepted().stateAt(later(400))).toBe('accepted');
  });

  it('SM-5: is news once per generation', () => {
    const invitation = into.sent();
    expect([invitation.noteExpiry(later(29)), invitation.noteExpiry(later(30)), invitation.noteExpiry(later(31))]).toEqual([false, true, false]);
    invitation.renew(renewal, later(31));
    expect([invitation.noteExpiry(later(60)), invitation.noteExpiry(later(61))]).toEqual([false, true]);
  });

  it('waits for an organisation that enrolls first, and for thirty days after its activation', () => {
    const invitation = into.sent();
    invitation.holdExpiry();
    expect(invitation.stateAt(later(200))).toBe('sent');
    invitation.releaseExpiry(later(200));
    expect([invitation.stateAt(later(230, -1)), invitation.stateAt(later(230))]).toEqual(['sent', 'expired']);
  });

  it('keeps waiting when its link is renewed meanwhile', () => {
    const invitation = into.sent();
    invitation.holdExpiry();
    invitation.renew(renewal, later(5));
    expect(invitation.stateAt(later(200))).toBe('queued');
  });

  it('keeps the later date when the organisation was activated early', () => {
    const invitation = into.sent();
    invitation.holdExpiry();
    invitation.releaseExpiry(later(-20));
    expect(invitation.expiresAt).toEqual(later(30));
  });
});

describe('sending', () => {
  it('INV-05: needs an address to be sent by the system, none for the own mail program', () => {
    const invitation = draft('');
    expect(reasonOf(() => invitation.send(urlOf(invitation), now))).toBe('RECIPIENT_MISSING');
    invitation.issue(now);
    expect(invitation.state).toBe('issued');
  });

  it('INV-05: loses its address again when it is saved empty', () => {
    const invitation = draft();
    invitation.edit({ email: '' }, urlOf(invitation), now);
    expect(invitation.email).toBeNull();
  });

  it('INV-04: may be saved without the link, but not sent', () => {
    const invitation = draft();
    invitation.edit({ body: 'text without the link' }, urlOf(invitation), now);
    expect(invitation.body).toBe('text without the link');
    expect(reasonOf(() => invitation.send(urlOf(invitation), now))).toBe('LINK_MISSING');
    expect(invitation.state).toBe('draft');
  });

  it('INV-04: refuses to send the link of another invitation beside the own one', () => {
    const invitation = draft();
    invitation.edit({ body: `${urlOf(invitation)}\n${urlOf(draft())}` }, urlOf(invitation), now);
    expect(reasonOf(() => invitation.send(urlOf(invitation), now))).toBe('LINK_FOREIGN');
  });

  it('INV-10: refuses line breaks in subject and address when they are saved', () => {
    const invitation = draft();
    expect(reasonOf(() => invitation.edit({ subject: 'Hi\r\nBcc: all@x.example' }, urlOf(invitation), now))).toBe('HEADER_UNSAFE');
    expect(reasonOf(() => invitation.edit({ email: 'a@b.example\r\nBcc: all@x.example' }, urlOf(invitation), now))).toBe('HEADER_UNSAFE');
    expect(invitation.subject).toBe('Partnerschaft');
  });

  it('says everything that is wrong at once', () => {
    const invitation = draft('');
    invitation.edit({ subject: ' ', body: 'nothing' }, urlOf(invitation), now);
    try {
      invitation.send(urlOf(invitation), now);
      throw new Error('was sent');
    } catch (error) {
      expect(error instanceof DomainError && error.refusals.map(({ reason }) => reason)).toEqual(['RECIPIENT_MISSING', 'SUBJECT_MISSING', 'LINK_MISSING']);
    }
  });

  it('counts the sends of a day, for the limit of its organisation', () => {
    const invitation = into.sent();
    invitation.renew(renewal, later(0, 1));
    expect(invitation.sendsOfDay).toBe(2);
    invitation.renew(renewal, later(1, 1));
    expect(invitation.sendsOfDay).toBe(1);
  });
});

describe('resending', () => {
  it('INV-02: puts the new link in the place of the old one and renews the expiry', () => {
    const invitation = into.sent();
    const old = urlOf(invitation);
    expect(invitation.renew(renewal, later(10))).toBe(true);
    expect([invitation.generation, invitation.expiresAt]).toEqual([2, later(40)]);
    expect(invitation.body).not.toContain(old);
    expect(invitation.body).toContain(urlOf(invitation));
  });

  it('EML-12: mails nothing when the inviter had sent it by own means', () => {
    const invitation = into.issued();
    expect(invitation.renew(renewal, now)).toBe(false);
    expect([invitation.state, invitation.generation]).toEqual(['issued', 2]);
  });

  it('INV-04: changes nothing when the link had been taken out of the text', () => {
    const invitation = into.delivery_failed();
    invitation.edit({ body: 'nothing' }, urlOf(invitation), now);
    expect(reasonOf(() => invitation.renew(renewal, now))).toBe('LINK_MISSING');
    expect([invitation.generation, invitation.state]).toEqual([1, 'delivery_failed']);
  });

  it('keeps the link when a newer signing key is added', () => {
    const invitation = draft();
    expect(signLink({ id: invitation.id, generation: 1 }, invitation.linkKey, ['a newer key that is long enough as well', ...keys])).toBe(
      urlOf(invitation).slice('https://tandem.example/invite/'.length),
    );
  });
});

describe('asking for a new link', () => {
  it('is heard once a day', () => {
    const invitation = into.sent();
    expect([invitation.requestRenewal(later(31)), invitation.requestRenewal(later(32, -1)), invitation.requestRenewal(later(32))]).toEqual([true, false, true]);
  });
});
