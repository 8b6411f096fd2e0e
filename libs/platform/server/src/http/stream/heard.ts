import { HEARD_WITH, WATCHED_BY_OPERATORS, whyNot } from '@tandem/platform-contract';
import type { Actor } from '../../auth/actor';
import type { Change } from '../../events/announcer';

const typeOf = (subject: string): string => subject.split(':')[0] ?? '';

/** Whether somebody may hear of a type of record: within their organisation, or, for operators, in all that they watch over. */
function hears(type: string, own: boolean, { roles, programs, userId }: Actor): boolean {
  const action = HEARD_WITH[type];
  const reaches = own || (programs.includes('operator') && WATCHED_BY_OPERATORS.has(type));
  return action !== undefined && reaches && whyNot(action, { roles, programs, isPerson: userId !== undefined }) === null;
}

/**
 * What of a change somebody may hear: the records they may read, undefined when there are none (SEC-01, ROL-01). A change that
 * names no record is judged by its event, or by the context it begins with.
 */
export function heardOf(change: Change, actor: Actor): Pick<Change, 'type' | 'subjects'> | undefined {
  const { type, subjects, visibleTo } = change;
  const own = visibleTo.includes(actor.organisationId);
  if (subjects.length === 0) return [type, type.split('.')[0] ?? ''].some((one) => hears(one, own, actor)) ? { type, subjects } : undefined;
  const readable = subjects.filter((subject) => hears(typeOf(subject), own, actor));
  return readable.length > 0 ? { type, subjects: readable } : undefined;
}
