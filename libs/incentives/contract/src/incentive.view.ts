import { LastDelivery } from '@tandem/invitations-contract';
import { Instant, Program, resourceFields } from '@tandem/platform-contract';
import * as z from 'zod';

/** The incentive programs: each with invitations, reminders and profiles of its own (INC-04). */
export const INCENTIVE_PROGRAMS = ['reseller', 'direct_bill'] as const;
export const IncentiveProgram = z.enum(INCENTIVE_PROGRAMS).meta({ id: 'IncentiveProgram' });
export type IncentiveProgram = z.infer<typeof IncentiveProgram>;

/** Where an incentive stands for an organisation (SM-12), in the order of the way. */
export const INCENTIVE_STATES = ['invitation_due', 'invited', 'submitted', 'action_required', 'enrolled', 'declined'] as const;
export const IncentiveState = z.enum(INCENTIVE_STATES).meta({ id: 'IncentiveState' });
export type IncentiveState = z.infer<typeof IncentiveState>;

/** Why a mail cannot go out; it is tried again every day, and at once when another MPN location is associated. */
export const BLOCKS = ['NO_LOCATION', 'NO_ADDRESS', 'ADDRESS_REFUSED', 'UNCERTAIN', 'ACCOUNT_SUSPENDED', 'PROGRAM_ENDED'] as const;
export const Block = z.enum(BLOCKS).meta({ id: 'IncentiveBlock' });
export type Block = z.infer<typeof Block>;

/** What has to be there before an incentive is complete, in the order in which it is done. */
export const INCENTIVE_STEPS = ['agreement', 'mpn_location', 'incentive_admin', 'payout_profile', 'tax_profile', 'verification'] as const;
export const IncentiveStep = z.enum(INCENTIVE_STEPS);
export type IncentiveStep = z.infer<typeof IncentiveStep>;

/** A name in both languages. */
const Named = z.object({ de: z.string(), en: z.string() });

/** When mails go out, in days of 24 hours after the program became active (T0). */
export const IncentiveSchedule = z
  .object({
    /** Days until the invitation; it is due after 30 in any case (INC-01). */
    inviteDelayDays: z.number().int().min(0).max(30),
    /** Days at which whoever has not enrolled is reminded, ascending (TIM-08). */
    reminderDays: z.array(z.number().int().min(1).max(30)).max(8),
  })
  .meta({ id: 'IncentiveSchedule' });
export type IncentiveSchedule = z.infer<typeof IncentiveSchedule>;

/** One mail that a schedule leads to; `day` 0 is the invitation, others are reminders, by their day. */
export const PlannedMail = z.object({ day: z.number().int(), at: Instant, daysLeft: z.number().int() }).meta({ id: 'PlannedIncentiveMail' });
export type PlannedMail = z.infer<typeof PlannedMail>;

/** What an organisation owes to an incentive, and who can do it. */
export const NeededStep = z
  .object({
    step: IncentiveStep,
    done: z.boolean(),
    /** Names of people of the organisation who can do it; empty: nobody can yet, or the operator does it. */
    who: z.array(z.string()),
    at: Instant.optional(),
  })
  .meta({ id: 'IncentiveStepNeeded' });
export type NeededStep = z.infer<typeof NeededStep>;

/** How a mail about an incentive stands, and to which address it was ordered. */
export const IncentiveDelivery = LastDelivery.extend({ recipient: z.string().optional() }).meta({ id: 'IncentiveDelivery' });
export type IncentiveDelivery = z.infer<typeof IncentiveDelivery>;

/** How an incentive of an organisation appears in lists. */
export const IncentiveSummary = z
  .object({
    id: z.uuid(),
    program: IncentiveProgram,
    organisation: z.object({ id: z.uuid(), name: z.string(), domain: z.string(), country: z.string() }),
    state: IncentiveState,
    /** The MPN location it counts for: the associated one, until it is submitted. */
    mpnId: z.string().optional(),
    /** Address to which mails go now: the e-mail of that location (INC-03). */
    email: z.string().optional(),
    /** The invitation has not gone out within 30 days (TIM-07). */
    overdue: z.boolean(),
    blocked: Block.optional(),
    /** When the program became active (T0). */
    startedAt: Instant,
    inviteAt: Instant,
    inviteDueAt: Instant,
    /** Until when whoever was invited can enroll within this window; reminders end here. */
    enrollDueAt: Instant,
    /** Calendar days until `enrollDueAt` in the organisation's zone; 0: today, below: it has passed. */
    daysLeft: z.number().int(),
    /** IANA zone of the organisation's country, in which its days are counted. */
    zone: z.string(),
    invitedAt: Instant.optional(),
    nextReminderAt: Instant.optional(),
    lastDelivery: IncentiveDelivery.optional(),
    submittedAt: Instant.optional(),
    enrolledAt: Instant.optional(),
    declinedAt: Instant.optional(),
    /** When an enrolled one was not continued, for want of the program (INC-09). */
    endedAt: Instant.optional(),
    ...resourceFields,
  })
  .meta({ id: 'IncentiveSummary' });
export type IncentiveSummary = z.infer<typeof IncentiveSummary>;

/** Where payouts go: an IBAN, or an account number with the BIC of the bank. */
export const PayoutView = z.object({ accountHolder: z.string(), iban: z.string().optional(), accountNumber: z.string().optional(), bic: z.string().optional() }).meta({ id: 'PayoutProfile' });
export type PayoutView = z.infer<typeof PayoutView>;

export const TaxView = z.object({ taxId: z.string(), country: z.string() }).meta({ id: 'TaxProfile' });
export type TaxView = z.infer<typeof TaxView>;

export const FOUND = ['verified', 'problem'] as const;

/** One slot of the schedule and what became of it. */
export const SlotView = z
  .object({
    /** Days after T0; 0 is the invitation. */
    day: z.number().int(),
    at: Instant,
    daysLeft: z.number().int(),
    /** `void`: before the invitation was out, after the window, or not needed any more; `passed`: another mail stood for it. */
    state: z.enum(['planned', 'ordered', 'passed', 'void']),
    delivery: IncentiveDelivery.optional(),
  })
  .meta({ id: 'IncentiveSlot' });
export type SlotView = z.infer<typeof SlotView>;

/** An incentive of an organisation with everything that is known of it. */
export const IncentiveView = IncentiveSummary.extend({
  name: Named,
  slots: z.array(SlotView),
  needed: z.array(NeededStep),
  /** Account numbers are masked but for incentive admins of the location and operators. */
  payout: PayoutView.optional(),
  tax: TaxView.optional(),
  /** What the operator found of the profiles. */
  verification: z.object({ payout: z.enum(FOUND), tax: z.enum(FOUND), note: z.string().optional(), at: Instant }).optional(),
  submittedBy: z.string().optional(),
  /** The term that it counts for; it ends with the fiscal year and rolls over while the program is held (INC-09). */
  term: z.object({ from: z.iso.date(), until: z.iso.date() }),
}).meta({ id: 'Incentive' });
export type IncentiveView = z.infer<typeof IncentiveView>;

/** An incentive program, as everybody who may see incentives sees it. */
export const IncentiveProgramView = z
  .object({
    program: IncentiveProgram,
    name: Named,
    /** The program that an organisation has to hold. */
    eligible: Program,
    /** What starts the clock (T0). */
    startsWith: z.literal('program_active'),
    /** Days after T0 within which the invitation goes out, and within which one can enroll (INC-01). */
    inviteWithinDays: z.number().int(),
    enrollWithinDays: z.number().int(),
    schedule: IncentiveSchedule,
    /** Profiles that have to be there and verified (INC-08). */
    documents: z.array(IncentiveStep.extract(['payout_profile', 'tax_profile'])),
    term: z.object({ from: z.iso.date(), until: z.iso.date() }),
    /** The caller's own, when the organisation holds the program. */
    incentive: IncentiveView.optional(),
    ...resourceFields,
  })
  .meta({ id: 'IncentiveProgramView' });
export type IncentiveProgramView = z.infer<typeof IncentiveProgramView>;
