import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '@tandem/platform-kernel';
import type { Actor } from '@tandem/platform-server';
import type { WebhookContent, WebhookRegistrationView } from '@tandem/webhooks-contract';
import { WebhookRegistration } from '@tandem/webhooks-domain';
import type { WebhookWish } from '@tandem/webhooks-domain';

/** The webhook of the actor's organisation. @throws DomainError NOT_FOUND (SEC-01) */
export async function findOwn(em: EntityManager, { organisationId }: Actor): Promise<WebhookRegistration> {
  const webhook = await em.findOne(WebhookRegistration, { organisationId });
  if (!webhook) throw notFound();
  return webhook;
}

/** The same, locked for a change. @throws DomainError NOT_FOUND (SEC-01) */
export async function lockOwn(em: EntityManager, { organisationId }: Actor): Promise<WebhookRegistration> {
  const webhook = await em.findOne(WebhookRegistration, { organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!webhook) throw notFound();
  return webhook;
}

/** What somebody asks for, with an address that was read. */
export const wishOf = ({ WebhookEvents, SignatureTokenToMsSignatureHeader = false }: WebhookContent, url: URL): WebhookWish => ({
  url: url.href,
  events: WebhookEvents,
  ownHeader: SignatureTokenToMsSignatureHeader,
});

/** What events tell of a webhook: the host, and not the whole address, because that may hold a secret. */
export const factsOf = ({ url, events, ownHeader, state }: WebhookRegistration) => ({ host: new URL(url).host, events: [...events], ownHeader, state });

/** A webhook on the wire; never with its secrets. */
export const viewOf = ({ id, url, events, ownHeader, state, previousUntil }: WebhookRegistration, now: Date): WebhookRegistrationView => ({
  SubscriberId: id,
  WebhookUrl: url,
  WebhookEvents: [...events],
  SignatureTokenToMsSignatureHeader: ownHeader,
  State: state === 'active' ? 'Active' : 'Stopped',
  ...(previousUntil !== null && now < previousUntil ? { PreviousSecretUntilUtcDate: previousUntil.toISOString() } : {}),
});
