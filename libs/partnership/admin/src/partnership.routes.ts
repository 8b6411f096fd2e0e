import type { Routes } from '@angular/router';

/** The pages of partnerships, loaded when they are first opened. */
export const partnershipRoutes: Routes = [
  { path: 'indirect-resellers', loadComponent: () => import('./resellers/resellers.page').then((page) => page.ResellersPage) },
  { path: 'indirect-providers', loadComponent: () => import('./providers/providers.page').then((page) => page.ProvidersPage) },
];
