import type { EntityManager } from '@mikro-orm/postgresql';
import type { Outside } from '@tandem/enrollment-domain';
import { query } from '@tandem/platform-server';

/** For how long an answer counts, and for how long it is not asked again after none was to be had. */
const FRESH = `case answer when 'unknown' then interval '1 hour' else interval '30 days' end`;

/** What was answered about a domain lately; undefined when it has to be asked. */
export async function answerOf(em: EntityManager, domain: string): Promise<Outside | undefined> {
  const [row] = await query<{ answer: Outside }>(em, `select answer from mail_domain where domain = ? and asked_at > now() - ${FRESH}`, [domain]);
  return row?.answer;
}

/** Keeps an answer, in the place of the one before. */
export async function keepAnswer(em: EntityManager, domain: string, answer: Outside): Promise<void> {
  await query(em, 'insert into mail_domain (domain, answer) values (?, ?) on conflict (domain) do update set answer = excluded.answer, asked_at = excluded.asked_at', [domain, answer]);
}
