import { anyCase, collectionOf, endpoint, etagField, PageQuery, Timeline } from '@tandem/platform-contract';
import * as z from 'zod';
import { CheckId, ENROLLMENT_STATES, EnrollmentSummary, EnrollmentView } from './enrollment.view';

const tag = 'Enrollment';
const path = '/v1/enrollments';
const one = `${path}/:id`;
const params = z.object({ id: z.uuid() });

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
/** A line as somebody types it; whether it is right is said in `issues`, so that nothing typed is lost. An empty text clears. */
const typed = (longest: number) => z.string().trim().max(longest).refine((given) => !CONTROL.test(given), 'one line without control characters').optional();

const address = z.object({ addressLine1: typed(120), addressLine2: typed(120), city: typed(80), state: typed(80), postalCode: typed(20), country: typed(2) });
const primaryContact = z.object({ firstName: typed(80), lastName: typed(80), email: typed(254), phoneNumber: typed(40) });

/** What can be said in the form, each field by itself; what is left out stays. */
export const ApplicationInput = z.object({
  legalBusinessProfile: z.object({ companyName: typed(200), address: address.optional(), registrationNumber: typed(60), website: typed(200), primaryContact: primaryContact.optional() }).optional(),
  supportProfile: z.object({ email: typed(254), telephone: typed(40), website: typed(200) }).optional(),
  mpnId: typed(40),
  ...etagField,
});
export type ApplicationInput = z.output<typeof ApplicationInput>;

export const listEnrollments = endpoint({
  method: 'GET',
  path,
  action: 'enrollment.read',
  summary: 'The enrollments of the organisation, the newest first; for operators those of everybody, the most urgent first.',
  tag,
  query: PageQuery.extend({
    state: anyCase(ENROLLMENT_STATES).optional(),
    /** Part of the name of company or organisation, or the beginning of the domain. */
    search: z.string().trim().max(200).optional(),
    country: z.string().trim().length(2).optional(),
    /** `overdue`: the decision is late; `today`: it is expected by the end of the running day. */
    due: anyCase(['overdue', 'today']).optional(),
    /** `none`, `me`, or the id of a person of the operator. */
    assignee: z.union([anyCase(['none', 'me']), z.uuid()]).optional(),
    /** A check that did not pass. */
    check: CheckId.optional(),
  }),
  response: collectionOf(EnrollmentSummary),
});

export const startEnrollment = endpoint({
  method: 'POST',
  path,
  action: 'enrollment.edit',
  summary: 'Begins an enrollment, or answers the one under way with 200. For a direct-bill partner that the operator marked it is the transition (TRN-01).',
  tag,
  answers: [409],
  body: z.object({ programType: anyCase(['indirect_reseller']) }),
  status: 201,
  response: EnrollmentView,
});

export const getEnrollment = endpoint({ method: 'GET', path: one, action: 'enrollment.read', summary: 'One enrollment.', tag, params, response: EnrollmentView });

export const changeEnrollment = endpoint({
  method: 'PATCH',
  path: one,
  action: 'enrollment.edit',
  summary: 'Saves what was typed into the form, also what is not right yet; `issues` says what keeps it from being submitted. What is left out stays, an empty text clears.',
  tag,
  answers: [409],
  params,
  body: ApplicationInput,
  response: EnrollmentView,
});

export const discardEnrollment = endpoint({
  method: 'DELETE',
  path: one,
  action: 'enrollment.discard',
  summary: 'Drops a draft that was never submitted. What was submitted stays, and a finished transition can be taken back by nobody (ORG-04).',
  tag,
  answers: [409],
  params,
});

export const submitEnrollment = endpoint({
  method: 'POST',
  path: `${one}/submit`,
  action: 'enrollment.submit',
  summary: 'Submits the form, for the first time or once more; refused with everything that is missing (ENR-06). A transition also needs `acknowledgedIrreversible`.',
  tag,
  answers: [409],
  params,
  body: z.object({ acknowledgedIrreversible: z.boolean().optional(), ...etagField }),
  response: EnrollmentView,
});

export const resendContactMail = endpoint({
  method: 'POST',
  path: `${one}/contactverifications`,
  action: 'verification.resend',
  summary: 'Mails the primary contact once more; the link before is dead. At most every minute, and five times in 24 hours (VER-08).',
  tag,
  answers: [409],
  params,
  status: 201,
  response: EnrollmentView,
});

export const enrollmentTimeline = endpoint({ method: 'GET', path: `${one}/timeline`, action: 'enrollment.read', summary: 'What happened to an enrollment, newest first.', tag, params, query: PageQuery, response: Timeline });

export const listCountries = endpoint({
  method: 'GET',
  path: '/v1/countries',
  action: 'signed-in',
  summary: 'The countries in which the program is offered (ISO 3166-1 alpha-2), and the trading regions that they form (GEO-02).',
  tag,
  response: z.object({ items: z.array(z.string()), regions: z.array(z.object({ name: z.string(), countries: z.array(z.string()) })) }),
});
