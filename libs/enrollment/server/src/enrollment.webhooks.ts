import * as happened from '@tandem/enrollment-contract';
import { mpnAssociated } from '@tandem/identity-contract';
import { defineWebhookEvent } from '@tandem/webhooks-server';
import type { ChangedResource, SeenEvent } from '@tandem/webhooks-server';

type Enrolled = SeenEvent<{ enrollmentId: string; path: 'application' | 'transition' }>;

/** What changes the state of an enrollment. */
const STATES = [
  happened.enrollmentStarted,
  happened.enrollmentSubmitted,
  happened.contactConfirmed,
  happened.enrollmentApproved,
  happened.enrollmentRejected,
  happened.informationRequested,
  happened.enrollmentStuck,
  happened.enrollmentActivated,
  happened.enrollmentSuspended,
  happened.enrollmentResumed,
];

const enrollment = ({ data }: Enrolled): ChangedResource => ({ uri: `/v1/enrollments/${data.enrollmentId}`, name: 'Enrollment' });

/** What enrollment publishes to webhooks. */
export const enrollmentWebhooks = [
  defineWebhookEvent({ name: 'enrollment-updated', on: STATES, resource: enrollment }),
  defineWebhookEvent({ name: 'transition-updated', on: STATES, resource: (event: Enrolled) => (event.data.path === 'transition' ? enrollment(event) : undefined) }),
  defineWebhookEvent({ name: 'mpn-association-updated', on: mpnAssociated, resource: () => ({ uri: '/v1/mpnassociations', name: 'MpnAssociation' }) }),
];
