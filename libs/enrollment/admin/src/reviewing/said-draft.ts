import type { CheckId, CheckView, DecisionName } from '@tandem/enrollment-contract';

/** A decision that is explained to whoever applied. */
export type Explained = Exclude<DecisionName, 'approve'>;

/** What is said of one check. */
export interface Remark {
  readonly id: CheckId;
  /** Only what is ticked is said. */
  readonly said: boolean;
  readonly text: string;
}

/** Key of the text that is offered for a check: by what it found, else by the check. */
export function remarkKey(check: Pick<CheckView, 'id' | 'reason'>, has: (key: string) => boolean): string {
  const byReason = `reviews.remarks.${check.reason ?? ''}`;
  return has(byReason) ? byReason : `reviews.remarks.${check.id}`;
}

/** Remarks of the checks that did not pass, as texts offer them; all are said at first. */
export const remarksOf = (checks: readonly CheckView[], textOf: (check: CheckView) => string): Remark[] => checks.filter(({ result }) => result !== 'pass').map((check) => ({ id: check.id, said: true, text: textOf(check) }));

/** The texts in another language: what was not changed by hand becomes the text of that language, all else stays. */
export const inLanguage = (remarks: readonly Remark[], before: readonly Remark[], after: readonly Remark[]): Remark[] =>
  remarks.map((remark) => ({ ...remark, text: remark.text === before.find(({ id }) => id === remark.id)?.text ? (after.find(({ id }) => id === remark.id)?.text ?? remark.text) : remark.text }));

/** What is sent: ticked remarks with words in them. */
export const saidOf = (remarks: readonly Remark[]): { readonly id: CheckId; readonly reason: string }[] => remarks.filter(({ said, text }) => said && text.trim() !== '').map(({ id, text }) => ({ id, reason: text.trim() }));
