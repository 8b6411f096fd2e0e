import { inject, Injectable } from '@angular/core';
import type { Fault } from '@tandem/platform-contract';
import { ApiFault } from '../api/api-fault';
import { Words } from './words';

/** Words refusals by their reason, in the person's language. */
@Injectable({ providedIn: 'root' })
export class FaultWords {
  private readonly words = inject(Words);

  /** One sentence for a whole fault: its first refusal. Anything that is no fault is one without an answer. */
  say(error: unknown): string {
    if (!(error instanceof ApiFault)) return this.words.t('reasons.NO_ANSWER');
    const [first] = error.faults;
    return first ? this.of(first) : this.words.t(`reasons.${error.reason}`);
  }

  /** The words of one refusal, with the roles that could do it. */
  of(fault: Fault): string {
    const roles = this.words.anyOf((fault.requiredRoles ?? []).map((role) => this.words.t(`roles.${role}`)));
    const key = `reasons.${fault.reason}`;
    // A newer server may refuse for reasons this console does not know yet; its own English sentence is better than nothing.
    return this.words.has(key) ? this.words.t(key, { ...fault, roles }) : fault.fix;
  }
}
