import { inject, Injectable } from '@angular/core';
import type { TimelineLine } from '@tandem/platform-contract';
import { Words } from '../i18n/words';
import type { IconName } from '../ui/icon';
import type { Tone } from '../ui/pill';
import type { Moment } from '../ui/timeline';

const LOOKS: Readonly<Record<string, readonly [IconName, Tone]>> = {
  'invitation.drafted': ['pencil', ''],
  'invitation.edited': ['pencil', ''],
  'invitation.queued': ['send', ''],
  'invitation.sent': ['mail-check', 'ok'],
  'invitation.delivery-failed': ['mail-x', 'bad'],
  'invitation.issued': ['user', ''],
  'invitation.resent': ['rotate-cw', ''],
  'invitation.readdressed': ['pencil', ''],
  'invitation.reminded': ['clock-fading', ''],
  'invitation.reminders-on': ['clock-fading', ''],
  'invitation.reminders-off': ['clock-fading', ''],
  'platform.delivery-resolved': ['mail-check', ''],
  'platform.delivery-bounced': ['mail-x', 'bad'],
  'platform.delivery-retried': ['rotate-cw', ''],
  'platform.delivery-dismissed': ['ban', ''],
  'platform.delivery-resolved-again': ['rotate-cw', ''],
  'invitation.revoked': ['ban', ''],
  'invitation.expired': ['calendar-clock', 'warn'],
  'invitation.viewed': ['mail-open', ''],
  'invitation.remembered': ['clock-fading', 'warn'],
  'invitation.renewal-requested': ['refresh-cw', 'warn'],
  'invitation.accepted': ['handshake', 'ok'],
  'invitation.declined': ['circle-x', 'bad'],
  'partnership.established': ['handshake', 'ok'],
  'partnership.terminated': ['unlink', ''],
  'partnership.admin-access-removed': ['shield-off', ''],
  'partnership.admin-access-granted': ['shield-check', ''],
  'identity.profile-changed': ['pencil', ''],
  'identity.mpn-location-added': ['map-pin', 'ok'],
  'identity.person-added': ['user-plus', ''],
  'identity.person-invited-again': ['send', ''],
  'identity.person-joined': ['user-check', 'ok'],
  'identity.person-described': ['pencil', ''],
  'identity.roles-changed': ['shield-check', ''],
  'identity.person-deactivated': ['user-x', ''],
  'identity.person-reactivated': ['user-check', ''],
  'identity.password-reset': ['key-round', ''],
  'identity.password-link-ordered': ['key-round', ''],
  'identity.password-changed': ['key-round', ''],
  'enrollment.started': ['pencil', ''],
  'enrollment.corrected': ['pencil', ''],
  'enrollment.submitted': ['file-text', ''],
  'enrollment.contact-mailed': ['send', ''],
  'enrollment.contact-confirmed': ['mail-check', 'ok'],
  'enrollment.checked': ['list-checks', ''],
  'enrollment.check-set': ['list-checks', ''],
  'enrollment.assigned': ['user-check', ''],
  'enrollment.approved': ['circle-check', 'ok'],
  'enrollment.rejected': ['circle-x', 'bad'],
  'enrollment.information-requested': ['file-text', 'warn'],
  'enrollment.stuck': ['clock-fading', 'bad'],
  'enrollment.activated': ['handshake', 'ok'],
  'enrollment.suspended': ['ban', 'bad'],
  'enrollment.resumed': ['circle-check', 'ok'],
  'incentive.started': ['calendar-clock', ''],
  'incentive.invited': ['mail-check', 'ok'],
  'incentive.blocked': ['mail-x', 'bad'],
  'incentive.endangered': ['clock-fading', 'warn'],
  'incentive.overdue': ['clock-fading', 'bad'],
  'incentive.reminded': ['clock-fading', ''],
  'incentive.resent': ['rotate-cw', ''],
  'incentive.profiles-saved': ['pencil', ''],
  'incentive.submitted': ['file-text', ''],
  'incentive.declined': ['circle-x', 'bad'],
  'incentive.enrolled': ['circle-check', 'ok'],
  'incentive.action-required': ['triangle-alert', 'warn'],
  'incentive.rolled-over': ['refresh-cw', ''],
  'incentive.ended': ['ban', ''],
  'incentive.schedule-changed': ['calendar-clock', ''],
  'delivery.queued': ['send', 'info'],
  'delivery.sending': ['send', 'info'],
  'delivery.sent': ['mail-check', 'ok'],
  'delivery.deferred': ['rotate-cw', 'warn'],
  'delivery.failed': ['mail-x', 'bad'],
  'delivery.bounced': ['mail-x', 'bad'],
  'delivery.uncertain': ['mail-question', 'warn'],
  'delivery.cancelled': ['ban', ''],
};

/** What a line tells: an edit of nothing but the reminders or the address, and a resolution, have words of their own. */
function kindOf({ type, after, data }: TimelineLine): string {
  if (type === 'invitation.edited' && after && Object.keys(after).join() === 'remind') return `invitation.reminders-${after['remind'] === true ? 'on' : 'off'}`;
  if (type === 'invitation.edited' && after && Object.keys(after).join() === 'email') return 'invitation.readdressed';
  return type === 'platform.delivery-resolved' && data?.['as'] === 'again' ? 'platform.delivery-resolved-again' : type;
}

/** Tells the lines of a record's timeline as sentences. */
@Injectable({ providedIn: 'root' })
export class Story {
  private readonly words = inject(Words);

  momentsOf(lines: readonly TimelineLine[]): Moment[] {
    return lines.map((line) => this.momentOf(line));
  }

  /** What a line tells, as a sentence; the name of an event for which there are no words. */
  sayOf(line: TimelineLine): string {
    const { source, reason } = line.data ?? {};
    const kind = `events.${kindOf(line)}${typeof source === 'string' ? `-${source}` : ''}`;
    // Where an event says why by a literal, that has a sentence of its own.
    const key = typeof reason === 'string' && this.words.has(`${kind}-${reason}`) ? `${kind}-${reason}` : kind;
    const params = { actor: line.actor?.name ?? this.words.t('events.system'), organisation: line.actor?.organisation ?? '', ...line.after, ...line.data };
    return this.words.has(key) ? this.words.t(key, params) : line.type;
  }

  private momentOf(line: TimelineLine): Moment {
    const type = kindOf(line);
    const [icon, tone] = LOOKS[type] ?? ['circle-dot', ''];
    const text = this.sayOf(line);
    const detail = this.evidence(line);
    return { at: line.at, icon, tone, text, ...(detail ? { detail } : {}) };
  }

  /** The second line: of a mail what the other server said, of an event whose organisation it was, and what proves it. */
  private evidence(line: TimelineLine): string {
    const { reason, attempts, recipient, template, evidence, note } = line.data ?? {};
    const said = (text: unknown): string => (typeof text === 'string' ? text : '');
    if (line.kind === 'event') return [line.actor?.organisation, said(evidence), said(note)].filter(Boolean).join(' · ');
    const reminder = said(template).endsWith('_reminder') ? this.words.t('invitations.reminders.mail') : '';
    const kind = typeof template === 'string' && this.words.has(`events.mails.${template}`) ? this.words.t(`events.mails.${template}`) : '';
    const why = typeof reason === 'string' && this.words.has(`mail.reasons.${reason}`) ? this.words.t(`mail.reasons.${reason}`) : '';
    const tries = typeof attempts === 'number' && attempts > 1 ? this.words.count('mail.tries', attempts) : '';
    return [reminder, kind, said(recipient), tries, why].filter(Boolean).join(' · ');
  }
}
