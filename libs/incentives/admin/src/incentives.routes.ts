import type { Routes } from '@angular/router';

/** The pages of incentives, loaded when they are first opened. */
export const incentivesRoutes: Routes = [
  { path: 'incentives', title: 'incentives.title', loadComponent: () => import('./own/incentives.page').then((page) => page.IncentivesPage) },
  { path: 'incentive-invitations', title: 'incentives.watch.title', loadComponent: () => import('./watching/incentive-invitations.page').then((page) => page.IncentiveInvitationsPage) },
];
