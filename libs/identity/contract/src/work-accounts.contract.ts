import { endpoint } from '@tandem/platform-contract';
import * as z from 'zod';
import { CountryCode, line, MailAddress } from './profile-parts';

const tag = 'Enrollment';
const path = '/v1/workaccounts';

/** Most characters of a company's name. */
export const WORK_ACCOUNT_NAME_LIMIT = 200;

export const createWorkAccount = endpoint({
  method: 'POST',
  path,
  action: 'public',
  summary: 'Makes a work account for a company that has none, with its first Global admin, who is mailed a link to choose a password (ENR-04). The domain of the address is the company\'s from then on.',
  tag,
  answers: [409],
  body: z.object({ companyName: line(WORK_ACCOUNT_NAME_LIMIT), country: CountryCode, email: MailAddress, firstName: line(80), lastName: line(80), language: z.enum(['de', 'en']).optional() }),
  status: 202,
  response: z.object({ email: z.string(), domain: z.string() }).meta({ id: 'WorkAccount' }),
});
export type NewWorkAccount = z.output<NonNullable<typeof createWorkAccount.body>>;

export const findWorkAccount = endpoint({
  method: 'GET',
  path: `${path}/:domain`,
  action: 'public',
  summary: 'Whether a company has a work account here, by its domain (ENR-05).',
  tag,
  params: z.object({ domain: z.string().trim().max(254) }),
  response: z.object({ domain: z.string(), exists: z.boolean() }).meta({ id: 'WorkAccountLookup' }),
});
