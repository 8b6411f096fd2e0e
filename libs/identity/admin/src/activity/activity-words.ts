import type { Look, Words } from '@tandem/platform-admin';
import type { AuditRecord } from '@tandem/platform-contract';

/** How the outcome of an operation looks; only what failed or was declined stands out. */
export const OUTCOMES: Readonly<Record<AuditRecord['operationStatus'], Look>> = {
  succeeded: { tone: '', icon: 'check', word: 'activity.outcomes.succeeded' },
  progress: { tone: 'info', icon: 'hourglass', word: 'activity.outcomes.progress' },
  failed: { tone: 'bad', icon: 'circle-x', word: 'activity.outcomes.failed' },
  decline: { tone: 'warn', icon: 'ban', word: 'activity.outcomes.decline' },
};

const worded = (words: Words, family: string, name: string): string => (words.has(`${family}.${name}`) ? words.t(`${family}.${name}`) : name.replaceAll('_', ' '));

/** What a kind of record is called, as events name it. */
export const recordName = (words: Words, type: string): string => worded(words, 'activity.records', type);

/** What a kind of operation is called, as audit records name it. */
export const kindName = (words: Words, resourceType: string): string => worded(words, 'activity.kinds', resourceType);
