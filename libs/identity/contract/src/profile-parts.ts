import * as z from 'zod';

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
// One address, nothing around it: no display name, no comment, no quoted local part; the domain may be internationalised.
const MAIL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$/u;
const PHONE = /^\+?[0-9][0-9 ()/.-]{3,}$/;

/** One line of text without control characters, trimmed. */
export const line = (longest: number, least = 1) => z.string().trim().min(least).max(longest).refine((given) => !CONTROL.test(given), 'one line without control characters');

/** A line that has to fit, or an empty text, which clears it. */
export const orEmpty = (longest: number, fits: (given: string) => boolean = () => true, expected = '') => line(longest, 0).refine((given) => given === '' || fits(given), expected);

const website = z.url({ protocol: /^https?$/, hostname: z.regexes.domain });

export const isMail = (given: string): boolean => MAIL.test(given) && given.indexOf('@') <= 64;
export const isWebsite = (given: string): boolean => website.safeParse(given).success;
export const isPhone = (given: string): boolean => PHONE.test(given);

/** What these fields expect, for whoever got it wrong. */
export const EXPECTED = { mail: 'an e-mail address', website: 'an address that begins with https://', phone: 'a telephone number' } as const;

/** An e-mail address. */
export const MailAddress = line(254).refine(isMail, EXPECTED.mail);

/** ISO 3166-1 alpha-2, in any case. */
export const CountryCode = z
  .string()
  .trim()
  .regex(/^[A-Za-z]{2}$/)
  .transform((code) => code.toUpperCase());

/** A part that may be missing; an empty text means that it is. */
const part = (longest: number) =>
  line(longest, 0)
    .transform((given) => given || undefined)
    .optional();

/** A postal address as it is given; without a country the organisation's is meant. */
export const AddressInput = z.object({
  addressLine1: line(120),
  addressLine2: part(120),
  city: line(80),
  state: part(80),
  postalCode: part(20),
  country: CountryCode.optional(),
});
export type AddressInput = z.output<typeof AddressInput>;

/** A contact as it is given. */
export const ContactInput = z.object({
  firstName: line(80),
  lastName: line(80),
  email: MailAddress,
  phoneNumber: orEmpty(40, isPhone, EXPECTED.phone)
    .transform((given) => given || undefined)
    .optional(),
});

/** A postal address; an organisation that has told nothing yet has a country at least. */
export const PostalAddress = z
  .object({
    addressLine1: z.string().optional(),
    addressLine2: z.string().optional(),
    city: z.string().optional(),
    state: z.string().optional(),
    postalCode: z.string().optional(),
    country: z.string(),
  })
  .meta({ id: 'PostalAddress' });
export type PostalAddress = z.infer<typeof PostalAddress>;

/** A person of the company whom others write to. */
export const Contact = z.object({ firstName: z.string().optional(), lastName: z.string().optional(), email: z.string(), phoneNumber: z.string().optional() }).meta({ id: 'Contact' });
export type Contact = z.infer<typeof Contact>;
