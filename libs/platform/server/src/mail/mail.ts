import { DomainError } from '@tandem/platform-kernel';

/** A file that goes with a mail. */
export interface MailAttachment {
  readonly filename: string;
  /** Media type, such as `text/calendar; charset=utf-8`. */
  readonly contentType: string;
  readonly content: string;
}

/** A mail as a handler composes it; address, language, Message-ID and sender address come from the delivery and the configuration. */
export interface Mail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Name of the organisation on whose behalf it goes out; the mail says "<name> via Tandem". */
  readonly from: { readonly name: string };
  /** Who answers: an address, or a person's name with it. */
  readonly replyTo?: string | { readonly name: string; readonly address: string };
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachments?: readonly MailAttachment[];
}

// Control characters, and the separators that some mailers treat as a line end.
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/**
 * A text that may stand in a mail header.
 * @throws DomainError HEADER_UNSAFE when it holds a line break or another control character (header injection).
 */
export function headerText(text: string, field: string): string {
  if (UNSAFE.test(text)) throw new DomainError({ rule: 'INV-10', reason: 'HEADER_UNSAFE', kind: 'invalid', field });
  return text;
}
