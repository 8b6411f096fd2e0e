import { endpoint, Instant } from '@tandem/platform-contract';
import * as z from 'zod';

const tag = 'Enrollment';
const path = '/v1/contactverifications/:token';
const params = z.object({ token: z.string().max(300) });

/** What the primary contact is asked: whether the company signed up, and whether this address is the company's (VER-02). */
export const ContactVerificationView = z
  .object({
    state: z.enum(['sent', 'confirmed']),
    companyName: z.string(),
    /** Who signed the company up. */
    signedUpBy: z.string(),
    email: z.string(),
    expiresAt: Instant,
    confirmedAt: Instant.optional(),
  })
  .meta({ id: 'ContactVerification' });
export type ContactVerificationView = z.infer<typeof ContactVerificationView>;

export const getContactVerification = endpoint({ method: 'GET', path, action: 'public', summary: 'What the holder of the link is asked; changes nothing (SEC-06).', tag, answers: [404, 410], params, response: ContactVerificationView });

export const confirmContact = endpoint({ method: 'POST', path: `${path}/confirm`, action: 'public', summary: 'Confirms that the company signed up and reads this address; the review begins (VER-01).', tag, answers: [404, 410], params, response: ContactVerificationView });
