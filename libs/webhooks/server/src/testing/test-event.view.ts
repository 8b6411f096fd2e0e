import { STATUS_CODES } from 'node:http';
import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '@tandem/platform-kernel';
import type { Actor } from '@tandem/platform-server';
import type { TestEventView } from '@tandem/webhooks-contract';
import { attemptSentence } from '../delivering/attempt-reasons.data';
import { TEST_EVENT } from '../delivering/order-delivery';
import { readAttempts, readDelivery } from '../log/delivery-log';
import { instantOf } from '@tandem/platform-server';

/** `OK`, `NotFound`: how existing clients name a status. */
const nameOf = (status: number | null): string => (status === null ? '' : (STATUS_CODES[status] ?? String(status)).replaceAll(/[^A-Za-z0-9]/g, ''));

/** What became of a test event of the caller's organisation. @throws DomainError NOT_FOUND (SEC-01) */
export async function readTestEvent(em: EntityManager, { organisationId, locale }: Actor, id: string): Promise<TestEventView> {
  const delivery = await readDelivery(em, organisationId, id);
  if (delivery?.event_name !== TEST_EVENT) throw notFound();
  const attempts = await readAttempts(em, id);
  return {
    correlationId: id,
    partnerId: organisationId,
    status: delivery.state === 'pending' ? 'pending' : 'completed',
    callbackUrl: delivery.url ?? '',
    results: attempts.map(({ at, response_code, reason }) => ({
      responseCode: nameOf(response_code),
      responseMessage: reason === null ? '' : (attemptSentence(reason, locale) ?? reason),
      systemError: response_code === null,
      dateTimeUtc: instantOf(at),
    })),
  };
}
