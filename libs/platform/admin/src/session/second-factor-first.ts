import { inject } from '@angular/core';
import { Router } from '@angular/router';
import type { CanActivateFn } from '@angular/router';
import { Session } from './session';

/** Leads to the page of one's own security as long as a second factor is missing (ROL-12); everything else would only be refused. */
export const secondFactorFirst: CanActivateFn = ({ routeConfig }) =>
  !inject(Session).me().secondFactorMissing || routeConfig?.path === 'account' || inject(Router).parseUrl('/account');
