import type { EntityManager } from '@mikro-orm/postgresql';
import type { DeliveryView } from '@tandem/platform-contract';
import type { Actor } from '../auth/actor';
import { deliverySentence } from '../mail/smtp-reply';
import type { DeliveryFilter } from './delivery-filter';
import { EXPORT_WORDS } from './export-deliveries.words.data';
import { findDeliveries } from './list-deliveries';
import { nameOrganisations } from './organisation-names';
import type { OrganisationNames } from './organisation-names';

/** Lines read at once. */
const PAGE = 500;

/** `2026-11-20 14:05`, in UTC: spreadsheets of every language take it for a time. */
const time = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

/** Deliveries as rows of a file, page by page: what the filter leaves, in the order of the list. */
export async function* exportedDeliveries(em: EntityManager, actor: Actor, filter: DeliveryFilter, language: 'de' | 'en', names: OrganisationNames | undefined): AsyncGenerator<(readonly string[])[]> {
  let after: string | undefined;
  for (;;) {
    const page = await nameOrganisations(await findDeliveries(em, actor, { ...filter, after }, PAGE), names);
    yield page.map((row) => cellsOf(row, language));
    after = page.at(-1)?.id;
    if (!after || page.length < PAGE) return;
  }
}

function cellsOf({ recipient, state, template, organisation, attempts, maxAttempts, reason, lastReply, createdAt, changedAt, dismissal, correlationId, subject }: DeliveryView, language: 'de' | 'en'): readonly string[] {
  const why = reason === undefined ? '' : (deliverySentence(reason, language) ?? reason);
  return [recipient, EXPORT_WORDS[language].states[state], template, organisation.name ?? organisation.id, `${attempts}/${maxAttempts}`, why, lastReply ?? '', time(createdAt), time(changedAt), dismissal?.by ?? '', dismissal?.note ?? '', subject.id, correlationId ?? ''];
}
