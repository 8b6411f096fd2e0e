import { inject, Injectable } from '@angular/core';
import type { Fault } from '@tandem/platform-contract';
import { ApiFault } from '../api/api-fault';
import { NeedWords } from './need-words';
import { Words } from './words';

/** Words refusals by their reason, in the person's language. */
@Injectable({ providedIn: 'root' })
export class FaultWords {
  private readonly words = inject(Words);
  private readonly needs = inject(NeedWords);

  /** One sentence for a whole fault: its first refusal. Anything that is no fault is one without an answer. */
  say(error: unknown): string {
    if (!(error instanceof ApiFault)) return this.words.t('reasons.NO_ANSWER');
    const [first] = error.faults;
    return first ? this.of(first) : this.words.t(`reasons.${error.reason}`);
  }

  /** The words of one refusal, with the roles that could do it and those who hold them. */
  of(fault: Fault): string {
    const held = fault.heldBy ?? [];
    return held.length > 0 ? `${this.said(fault)} ${this.words.t('noPermission.heldBy', { names: this.words.anyOf(held) })}` : this.said(fault);
  }

  private said(fault: Fault): string {
    const roles = fault.requiredTogether ? this.needs.together(fault.requiredTogether) : this.needs.anyOf(fault.requiredRoles ?? []);
    const key = `reasons.${fault.reason}`;
    // A newer server may refuse for reasons this console does not know yet; its own English sentence is better than nothing.
    return this.words.has(key) ? this.words.t(key, { ...fault, roles }) : fault.fix;
  }
}
