import { readBounce, readReply } from './smtp-reply';

describe('what a mail server says', () => {
  it.each([
    ['550 5.1.1 <x@y.example>: Recipient address rejected: User unknown in virtual mailbox table', 'MAILBOX_UNKNOWN'],
    ['550 5.4.1 Recipient address rejected: Access denied. [AM7EUR03FT060.eop-EUR03.prod.protection.outlook.com]', 'MAILBOX_UNKNOWN'],
    ['550-5.1.1 The email account that you tried to reach does not exist.', 'MAILBOX_UNKNOWN'],
    ['551 5.1.6 User has moved', 'MAILBOX_MOVED'],
    ['556 5.1.10 Recipient address has null MX', 'DOMAIN_UNKNOWN'],
    ['550 5.1.2 Bad destination system address', 'DOMAIN_UNKNOWN'],
    ['501 5.1.3 Bad recipient address syntax', 'ADDRESS_INVALID'],
    ['553 5.1.8 Sender address rejected: Domain not found', 'SENDER_REFUSED'],
    ['550 5.2.1 The email account that you tried to reach is disabled.', 'MAILBOX_DISABLED'],
    ['552 5.2.2 The email account that you tried to reach is over quota.', 'MAILBOX_FULL'],
    ['552 5.3.4 Message size exceeds fixed limit', 'MESSAGE_TOO_LARGE'],
    ['550 5.7.26 This mail has been blocked because the sender is unauthenticated.', 'SENDER_NOT_TRUSTED'],
    ['550 5.7.1 Email rejected per DMARC policy', 'SENDER_NOT_TRUSTED'],
    ['550 5.7.1 Message rejected as spam by content filtering', 'SPAM_SUSPECTED'],
    ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org', 'SPAM_SUSPECTED'],
    ['554 5.6.0 Invalid message content', 'CONTENT_REFUSED'],
    ['550 5.7.1 Unable to relay', 'REFUSED_BY_POLICY'],
    ['550 Requested action not taken', 'MAILBOX_UNKNOWN'],
    ['599 something else', 'PERMANENT_FAILURE'],
  ])('EML-14: refuses for good: %s', (text, reason) => {
    expect(readReply(Number(text.slice(0, 3)), text)).toEqual({ state: 'permanent', reason, reply: text });
  });

  it.each([
    ['452 4.2.2 Mailbox full', 'MAILBOX_FULL'],
    ['450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages', 'RATE_LIMITED'],
    ['450 4.7.1 Greylisted, please come back later', 'GREYLISTED'],
    ['421 4.7.28 Our system has detected an unusual rate of unsolicited mail', 'RATE_LIMITED'],
    ['451 4.3.2 System not accepting messages', 'SERVER_BUSY'],
    ['451 4.4.1 No answer from host', 'DESTINATION_UNREACHABLE'],
    ['421 Try again later', 'SERVER_BUSY'],
    ['451 Local error in processing', 'TEMPORARY_FAILURE'],
  ])('EML-14: asks to come back: %s', (text, reason) => {
    expect(readReply(Number(text.slice(0, 3)), text)).toMatchObject({ state: 'temporary', reason });
  });

  it.each([
    ['smtp; 550 5.1.1 User unknown', 'MAILBOX_UNKNOWN'],
    ['smtp;552-5.2.2 over quota', 'MAILBOX_FULL'],
    ['550 no such user', 'MAILBOX_UNKNOWN'],
    ['X-Postfix; delivery temporarily suspended: connect to y.example: Connection timed out (5.4.7)', 'DESTINATION_UNREACHABLE'],
    ['came back', 'BOUNCED'],
    [undefined, 'BOUNCED'],
  ])('EML-13: a mail came back: %s', (text, reason) => {
    expect(readBounce(text)).toBe(reason);
  });
});
