import { InjectionToken } from '@angular/core';
import type { Type } from '@angular/core';
import type { Session } from '../session/session';

/** What a context shows on the overview. */
export interface OverviewPart {
  readonly component: Type<unknown>;
  readonly when: (session: Session) => boolean;
  readonly order: number;
}

/** The parts of all contexts. */
export const OVERVIEW = new InjectionToken<readonly OverviewPart[]>('parts of the overview');
