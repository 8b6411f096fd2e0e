/**
 * What an attempt to send came to. `temporary`: try again later. `permanent`: never. `refused`: the server could not be reached
 * or would not talk to us at all, which says nothing about the mail. `uncertain`: the text was on its way when the line broke.
 */
export type SmtpState = 'sent' | 'temporary' | 'permanent' | 'refused' | 'uncertain';

export interface SmtpResult {
  readonly state: SmtpState;
  /** Literal; its sentence is in `DELIVERY_REASONS`. Null when it was sent. */
  readonly reason: DeliveryReason | null;
  /** The server's own words, or what broke. */
  readonly reply: string | null;
}

/** Why a mail has not arrived, as people read it. */
export const DELIVERY_REASONS = {
  MAILBOX_UNKNOWN: { en: 'The mail server does not know this mailbox.', de: 'Der Mailserver kennt dieses Postfach nicht.' },
  DOMAIN_UNKNOWN: { en: 'The domain of this address takes no mail.', de: 'Die Domäne dieser Adresse nimmt keine E-Mails an.' },
  ADDRESS_INVALID: { en: 'The mail server does not accept this address.', de: 'Der Mailserver nimmt diese Adresse nicht an.' },
  MAILBOX_FULL: { en: 'The mailbox is full.', de: 'Das Postfach ist voll.' },
  MESSAGE_TOO_LARGE: { en: 'The mail is too large for this mailbox.', de: 'Die E-Mail ist für dieses Postfach zu groß.' },
  REFUSED_BY_POLICY: { en: 'The mail server refuses our mails by its rules.', de: 'Der Mailserver lehnt unsere E-Mails nach seinen Regeln ab.' },
  GREYLISTED: { en: 'The mail server asks us to come back later (greylisting).', de: 'Der Mailserver bittet uns, es später noch einmal zu versuchen (Greylisting).' },
  SERVER_BUSY: { en: 'The mail server is busy and asks us to come back later.', de: 'Der Mailserver ist ausgelastet und bittet uns, es später noch einmal zu versuchen.' },
  TEMPORARY_FAILURE: { en: 'The mail server could not take the mail for the time being.', de: 'Der Mailserver konnte die E-Mail vorläufig nicht annehmen.' },
  PERMANENT_FAILURE: { en: 'The mail server refuses this mail for good.', de: 'Der Mailserver lehnt diese E-Mail endgültig ab.' },
  CONNECTION_LOST: { en: 'The connection to the mail server broke before the mail was handed over.', de: 'Die Verbindung zum Mailserver ist abgebrochen, bevor die E-Mail übergeben war.' },
  SERVER_UNREACHABLE: { en: 'Our mail server cannot be reached; the mail waits.', de: 'Unser Mailserver ist nicht erreichbar; die E-Mail wartet.' },
  DOMAIN_LIMITED: { en: 'This domain gets only so many mails a minute from us; the mail waits for its turn.', de: 'Diese Domäne bekommt von uns nur eine begrenzte Zahl von E-Mails je Minute; die E-Mail wartet, bis sie an der Reihe ist.' },
  REPLY_MISSING: { en: 'The mail was handed over, but its receipt was never confirmed. It may have arrived.', de: 'Die E-Mail wurde übergeben, ihr Empfang aber nie bestätigt. Sie kann angekommen sein.' },
  WORKER_LOST: { en: 'Sending was interrupted. The mail may have arrived.', de: 'Das Senden wurde unterbrochen. Die E-Mail kann angekommen sein.' },
  ADDRESS_SUPPRESSED: { en: 'Earlier mails to this address came back, so nothing is sent to it any more.', de: 'Frühere E-Mails an diese Adresse kamen zurück; deshalb wird nichts mehr dorthin gesendet.' },
  MAILBOX_DISABLED: { en: 'The mailbox is switched off.', de: 'Das Postfach ist abgeschaltet.' },
  MAILBOX_MOVED: { en: 'The mailbox has moved to another address.', de: 'Das Postfach ist an eine andere Adresse umgezogen.' },
  SENDER_NOT_TRUSTED: { en: 'The mail server does not trust mails from our domain (SPF, DKIM or DMARC).', de: 'Der Mailserver traut E-Mails von unserer Domäne nicht (SPF, DKIM oder DMARC).' },
  SENDER_REFUSED: { en: 'The mail server does not accept our sender address.', de: 'Der Mailserver nimmt unsere Absenderadresse nicht an.' },
  SPAM_SUSPECTED: { en: 'The mail server takes the mail for spam.', de: 'Der Mailserver hält die E-Mail für Spam.' },
  CONTENT_REFUSED: { en: 'The mail server does not accept the content of the mail.', de: 'Der Mailserver nimmt den Inhalt der E-Mail nicht an.' },
  RATE_LIMITED: { en: 'The mail server takes no more mails from us for now.', de: 'Der Mailserver nimmt zurzeit keine weiteren E-Mails von uns an.' },
  DESTINATION_UNREACHABLE: { en: 'The mail server of this address does not answer.', de: 'Der Mailserver dieser Adresse antwortet nicht.' },
  BOUNCED: { en: 'The mail was accepted and came back later.', de: 'Die E-Mail wurde angenommen und kam später zurück.' },
  SUPERSEDED: { en: 'It was taken back before it was sent.', de: 'Sie wurde zurückgenommen, bevor sie gesendet wurde.' },
  NOTHING_TO_SEND: { en: 'There was nothing to send any more.', de: 'Es gab nichts mehr zu senden.' },
  COMPOSE_FAILED: { en: 'The mail could not be written; the operator has been told.', de: 'Die E-Mail konnte nicht geschrieben werden; der Betrieb ist informiert.' },
  UNSUPPORTED_PAYLOAD: { en: 'This version cannot write this mail.', de: 'Diese Version kann diese E-Mail nicht schreiben.' },
} as const satisfies Readonly<Record<string, { readonly en: string; readonly de: string }>>;
export type DeliveryReason = keyof typeof DELIVERY_REASONS;

/** Why a mail has not arrived, in words; undefined for a reason that is not one of ours (a rule's literal). */
export const deliverySentence = (reason: string, locale: 'de' | 'en'): string | undefined =>
  reason in DELIVERY_REASONS ? DELIVERY_REASONS[reason as DeliveryReason][locale] : undefined;

// Enhanced status codes (RFC 3463, 7372, 7505 and what large servers make of them) say more than the three digits, so they are asked first. The first that fits counts.
const BY_ENHANCED: readonly (readonly [RegExp, DeliveryReason])[] = [
  [/\b5\.1\.6\b/, 'MAILBOX_MOVED'],
  // 5.4.1: how Exchange Online says that it does not know a recipient.
  [/\b5\.1\.(0|1)\b|\b5\.4\.1\b.*recipient|\b5\.1\.351\b/i, 'MAILBOX_UNKNOWN'],
  [/\b[45]\.1\.(2|10)\b|\b5\.4\.(310|4)\b/, 'DOMAIN_UNKNOWN'],
  [/\b5\.1\.(3|4)\b/, 'ADDRESS_INVALID'],
  [/\b[45]\.1\.(7|8)\b/, 'SENDER_REFUSED'],
  [/\b4\.2\.1\b.*\brate\b/, 'RATE_LIMITED'],
  [/\b[45]\.2\.1\b/, 'MAILBOX_DISABLED'],
  [/\b[45]\.2\.2\b/, 'MAILBOX_FULL'],
  [/\b[45]\.(2\.3|3\.4)\b/, 'MESSAGE_TOO_LARGE'],
  [/\b4\.3\.\d\b/, 'SERVER_BUSY'],
  [/\b4\.4\.(1|2|7)\b|\b5\.4\.7\b/, 'DESTINATION_UNREACHABLE'],
  [/\b[45]\.7\.(20|21|22|23|24|25|26|27|509|515)\b|\b5\.7\.\d+\b.*\b(spf|dkim|dmarc)\b/i, 'SENDER_NOT_TRUSTED'],
  [/\b4\.7\.(28|5\d\d|6\d\d)\b/, 'RATE_LIMITED'],
  [/\b5\.7\.\d+\b.*\b(spam|block(ed|list)|blacklist|reputation|junk)/i, 'SPAM_SUSPECTED'],
  [/\b5\.6\.\d\b/, 'CONTENT_REFUSED'],
  [/\b5\.7\.\d+\b/, 'REFUSED_BY_POLICY'],
];
const BY_CODE: Readonly<Record<number, DeliveryReason>> = {
  421: 'SERVER_BUSY',
  450: 'SERVER_BUSY',
  452: 'MAILBOX_FULL',
  501: 'ADDRESS_INVALID',
  550: 'MAILBOX_UNKNOWN',
  552: 'MAILBOX_FULL',
  553: 'ADDRESS_INVALID',
  554: 'REFUSED_BY_POLICY',
};

const enhancedReason = (text: string): DeliveryReason | undefined => BY_ENHANCED.find(([pattern]) => pattern.test(text))?.[1];

/** Why a mail came back, from the words of the mail server that returned it (RFC 3464 `Diagnostic-Code`, with or without `smtp;`); `BOUNCED` when they say nothing more. */
export function readBounce(text: string | undefined): DeliveryReason {
  const code = Number(/\b([45]\d\d)[ -]/.exec(text ?? '')?.[1]);
  return enhancedReason(text ?? '') ?? BY_CODE[code] ?? 'BOUNCED';
}

/** What a reply of a mail server means (RFC 5321: 4yz is temporary, 5yz permanent, but for 503, which is about the session). */
export function readReply(code: number, text: string): SmtpResult {
  const permanent = code >= 500 && code !== 503;
  if (!permanent && /gr[ea]y-?list/i.test(text)) return { state: 'temporary', reason: 'GREYLISTED', reply: text };
  const reason = enhancedReason(text) ?? BY_CODE[code] ?? (permanent ? 'PERMANENT_FAILURE' : 'TEMPORARY_FAILURE');
  return { state: permanent ? 'permanent' : 'temporary', reason, reply: text };
}
