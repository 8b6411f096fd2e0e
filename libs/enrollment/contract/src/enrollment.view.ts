import { Contact, PostalAddress, VettingStatus, VettingSubStatus } from '@tandem/identity-contract';
import { Instant, Program, resourceFields, Role } from '@tandem/platform-contract';
import * as z from 'zod';

/** Where an enrollment stands, in the order of the way. */
export const ENROLLMENT_STATES = ['offered', 'draft', 'contact_pending', 'in_review', 'action_required', 'qualified', 'active', 'rejected', 'suspended'] as const;
export const EnrollmentState = z.enum(ENROLLMENT_STATES).meta({ id: 'EnrollmentState' });
export type EnrollmentState = z.infer<typeof EnrollmentState>;

/** What is looked at before a company is approved (VER-03). */
export const CHECKS = ['email_ownership', 'company_domain', 'business_data', 'registration_id', 'duplicate', 'mpn'] as const;
export const CheckId = z.enum(CHECKS);
export type CheckId = z.infer<typeof CheckId>;

/** What one check found. `fail`: known to be wrong; `unclear`: a person has to look. Neither rejects anybody by itself. */
export const CheckView = z
  .object({
    id: CheckId,
    result: z.enum(['pass', 'fail', 'unclear']),
    /** Why it did not pass; a literal for which the console has words. */
    reason: z.string().optional(),
    /** What it looked at. Whoever applied does not see what it says of other companies. */
    evidence: z.record(z.string(), z.string()),
    /** A person of the operator set it, and wrote down what it rests on. */
    setByHand: z.boolean(),
  })
  .meta({ id: 'EnrollmentCheck' });
export type CheckView = z.infer<typeof CheckView>;

/** Something that keeps the form from being submitted, in the shape of a refusal. */
export const IssueView = z.object({ rule: z.string(), reason: z.string(), field: z.string().optional(), fix: z.string() }).loose().meta({ id: 'EnrollmentIssue' });
export type IssueView = z.infer<typeof IssueView>;

/** Whom the organisation is, as reviewers see it. */
const Applicant = z.object({ id: z.uuid(), name: z.string(), domain: z.string() });

/** How an enrollment appears in lists. */
export const EnrollmentSummary = z
  .object({
    id: z.uuid(),
    programType: Program.extract(['indirect_reseller']),
    /** `transition`: a direct-bill partner becomes a reseller on its own tenant. */
    path: z.enum(['application', 'transition']),
    state: EnrollmentState,
    organisation: Applicant,
    companyName: z.string().optional(),
    country: z.string().optional(),
    /** The decision is late (TIM-03). */
    stuck: z.boolean(),
    /** When a decision is expected: from the beginning of the first to the end of the last day that is counted (TIM-02). */
    expectedFrom: Instant.optional(),
    expectedUntil: Instant.optional(),
    submittedAt: Instant.optional(),
    checks: z.array(CheckView),
    /** Who of the operator looks at it; for operators only. */
    assignee: z.object({ id: z.uuid(), name: z.string() }).optional(),
    /** Why the operator lets a direct-bill partner become a reseller, as long as its mark stands (TRN-01). */
    markedBecause: z.string().optional(),
    ...resourceFields,
  })
  .meta({ id: 'EnrollmentSummary' });
export type EnrollmentSummary = z.infer<typeof EnrollmentSummary>;

/** A postal address of which parts may still be missing. */
const AddressDraft = PostalAddress.partial().meta({ id: 'AddressDraft' });
const ContactDraft = Contact.partial().meta({ id: 'ContactDraft' });

/** An enrollment with everything that was said and found. */
export const EnrollmentView = EnrollmentSummary.extend({
  legalBusinessProfile: z.object({
    companyName: z.string().optional(),
    address: AddressDraft.optional(),
    registrationNumber: z.string().optional(),
    website: z.string().optional(),
    primaryContact: ContactDraft.optional(),
  }),
  supportProfile: z.object({ email: z.string().optional(), telephone: z.string().optional(), website: z.string().optional() }),
  mpnId: z.string().optional(),
  /** What keeps the form from being submitted; empty when nothing does. */
  issues: z.array(IssueView),
  /** Dotted paths of the fields that have to be filled in for this country (ENR-06, ENR-11). */
  requiredFields: z.array(z.string()),
  /** The mail to the primary contact, once one was sent (SM-2). */
  contact: z
    .object({
      email: z.string(),
      state: z.enum(['sent', 'confirmed', 'expired']),
      sentAt: Instant,
      expiresAt: Instant,
      confirmedAt: Instant.optional(),
      /** From when on another mail can be sent; absent when none can (VER-08). */
      resendFrom: Instant.optional(),
    })
    .optional(),
  /** What was decided last. The person's name is for operators only; `rule`: every check passed. */
  decision: z
    .object({
      reason: z.string().optional(),
      /** What was said of single checks. */
      checks: z.array(z.object({ id: CheckId, reason: z.string() })),
      decidedBy: z.object({ role: z.enum([...Role.options, 'rule']), at: Instant, name: z.string().optional() }),
    })
    .optional(),
  vettingStatus: VettingStatus,
  vettingSubStatus: VettingSubStatus,
  startedAt: Instant,
  activatedAt: Instant.optional(),
}).meta({ id: 'Enrollment' });
export type EnrollmentView = z.infer<typeof EnrollmentView>;
