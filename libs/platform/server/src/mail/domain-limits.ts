import * as z from 'zod';

/** How many mails a minute each domain of recipients gets, as the setting says it: `gmail.com=60,outlook.com=100`; 0 means as many as there are. */
export const DomainLimits = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()).filter((part) => part !== ''))
  .pipe(z.array(z.string().regex(/^[^\s=@]+\.[^\s=@]+=\d{1,6}$/, 'no list like gmail.com=60,outlook.com=100')))
  .transform((parts): ReadonlyMap<string, number> => new Map(parts.map((part) => part.split('=')).map(([domain = '', limit]) => [domain.toLowerCase(), Number(limit)])));

/** The domain of an address, in lower case. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
