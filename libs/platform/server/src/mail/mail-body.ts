import type { SendMailOptions } from 'nodemailer';
import type { Mail } from './mail';

const AS_IS = 'Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\n\r\n';
const LONGEST_LINE = 998;
const UNUSUAL = /[^\t\n\x20-\x7e]/;
// Without the flag `u`, which takes four times as long: a pair of surrogates is one character.
const BEYOND_ASCII = /[\ud800-\udbff][\udc00-\udfff]|[\u0080-\uffff]/g;

/** The same HTML in ASCII: it needs no encoding on its way, and survives mail servers that know no other. */
const inAscii = (html: string): string => html.replace(BEYOND_ASCII, (character) => `&#${character.codePointAt(0)};`);
const lines = (text: string): string => text.replace(/\r\n?/g, '\n');
/** Whether it may go out as it is (RFC 5322, 2.1.1): no longer lines, no control characters. */
const asItIs = (ascii: string): boolean => !UNUSUAL.test(ascii) && ascii.split('\n').every(({ length }) => length <= LONGEST_LINE);
const withCrLf = (text: string): string => text.replaceAll('\n', '\r\n');

/**
 * Both parts of a mail as they go out, with the line ends of mails. The HTML stands as it is: nodemailer would encode all of it letter by letter
 * because of any line above 76 characters, where 998 are allowed.
 */
export function bodyOf({ html, text }: Pick<Mail, 'html' | 'text'>): Pick<SendMailOptions, 'html' | 'text' | 'alternatives'> {
  const ascii = lines(inAscii(html));
  const plain = withCrLf(lines(text));
  if (!asItIs(ascii)) return { text: plain, html: ascii };
  return { text: plain, alternatives: [{ contentType: 'text/html; charset=utf-8', raw: AS_IS + withCrLf(ascii) }] };
}
