import { computed, inject, Injectable, InjectionToken, signal } from '@angular/core';
import { permissionOf, rolesOf, whyNot } from '@tandem/platform-contract';
import type { Action, Halt, Hindrance, Program, Role, RoleGrant } from '@tandem/platform-contract';

/** Who is signed in, for which organisation. */
export interface Me {
  readonly user: { readonly id: string; readonly email: string; readonly firstName: string; readonly lastName: string };
  readonly organisation: { readonly id: string; readonly name: string; readonly country: string };
  readonly programs: readonly Program[];
  /** There while the operator lets nothing new begin (ORG-10), or a direct-bill partner little (ORG-11). */
  readonly suspended?: Halt | undefined;
  readonly restricted?: Halt | undefined;
  readonly roles: readonly RoleGrant[];
  readonly sandbox: boolean;
  /** Nothing but the page of one's own security is open before a second factor was shown (ROL-12). */
  readonly secondFactorMissing?: boolean | undefined;
}

/** Where the session comes from; the identity context knows. */
export const ME_SOURCE = new InjectionToken<() => Promise<Me>>('who is signed in');

/** A person of the own organisation whose roles allow an action. */
export interface Holder {
  readonly name: string;
  readonly email: string;
  /** Those of the needed roles that they hold. */
  readonly roles: readonly Role[];
}

/** Who of the own organisation may do an action; the identity context knows. */
export const HOLDERS_SOURCE = new InjectionToken<(action: Action) => Promise<readonly Holder[]>>('who may do an action');

/** Why an action is not for the signed-in person, and who may do it. */
export interface Refusal {
  /** What was refused; none when an organisation of another kind would be needed whatever its people may do. */
  readonly action?: Action;
  readonly reason: Hindrance;
  readonly roles: readonly Role[];
  readonly programs: readonly Program[];
}

/** The signed-in person and what the permission table lets them do. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly source = inject(ME_SOURCE);
  private readonly known = signal<Me | undefined>(undefined);

  /** @throws Error before `load` has finished; nothing is shown before that. */
  readonly me = computed(() => {
    const me = this.known();
    if (!me) throw new Error('The session is not loaded yet');
    return me;
  });
  readonly name = computed(() => `${this.me().user.firstName} ${this.me().user.lastName}`.trim());
  readonly initials = computed(() => `${this.me().user.firstName.charAt(0)}${this.me().user.lastName.charAt(0)}`.toUpperCase());

  /** Asks who is signed in. An ended session leads to the sign-in. */
  async load(): Promise<void> {
    this.known.set(await this.source());
  }

  may(action: Action, location?: string): boolean {
    return this.refusal(action, location) === null;
  }

  /** Why not, and who may; null when they may. With `location`, an MPN ID, roles for other locations do not count (ROL-08). The server stays the authority. */
  refusal(action: Action, location?: string): Refusal | null {
    const { roles, programs } = this.me();
    const reason = whyNot(action, { roles, programs, isPerson: true }, location);
    const row = permissionOf(action);
    // Partners' people cannot become operators, nor the other way round: such a role is named only where no other would do.
    const within = rolesOf(action).filter((role) => (role === 'operator') === programs.includes('operator'));
    const needed = within.length > 0 ? within : rolesOf(action);
    // Where the program is missing too, a role would not help: that is said first.
    if (reason === 'ROLE_MISSING' && row.programs.length > 0 && !row.programs.some((program) => programs.includes(program))) return { action, reason: 'PROGRAM_MISSING', roles: needed, programs: row.programs };
    return reason && { action, reason, roles: needed, programs: row.programs };
  }

  holds(program: Program): boolean {
    return this.me().programs.includes(program);
  }
}
