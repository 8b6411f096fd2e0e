import { inject, Injectable } from '@angular/core';
import { permissionOf } from '@tandem/platform-contract';
import type { Role, RoleNeed } from '@tandem/platform-contract';
import type { Refusal } from '../session/session';
import { Words } from './words';

/** Words the roles that something needs; two that count only together are said together (ROL-05). */
@Injectable({ providedIn: 'root' })
export class NeedWords {
  private readonly words = inject(Words);

  /** What would be needed: the program where it is missing, else the roles. */
  of({ action, reason, roles, programs }: Refusal): string {
    if (reason === 'PROGRAM_MISSING') return this.words.anyOf(programs.map((program) => this.words.t(`programs.${program}`)));
    return this.anyOf(action ? permissionOf(action).anyOf.filter((need) => need.split('+').every((role) => roles.includes(role as Role))) : roles);
  }

  /** As a part of a sentence: "Global admin or Admin agent". */
  anyOf(needs: readonly RoleNeed[]): string {
    return this.together(needs.map((need) => need.split('+') as Role[]));
  }

  /** The same, from sets of roles as refusals carry them. */
  together(sets: readonly (readonly Role[])[]): string {
    return this.words.anyOf(sets.map((set) => set.map((role) => this.words.t(`roles.${role}`)).reduce((one, other) => this.words.t('noPermission.together', { one, other }))));
  }
}
