import type { EnrollmentState, OffboardingView } from '@tandem/enrollment-contract';
import type { Look } from '@tandem/platform-admin';
import { lookOfEnrollment } from '../enrollment-looks';

/** A marked partner as a row of the list. */
export type MarkedRow = OffboardingView & { readonly id: string };

/** Where a transition may stand when its mark is taken back: nothing of it was submitted yet (TRN-01). */
export const UNMARKABLE: readonly EnrollmentState[] = ['offered', 'draft'];

/** How far the transition of a marked partner is. */
export const lookOfMark = ({ enrollment }: OffboardingView): Look => lookOfEnrollment({ state: enrollment?.state ?? 'offered', stuck: false });
