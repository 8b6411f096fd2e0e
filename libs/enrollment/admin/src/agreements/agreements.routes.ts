import type { Routes } from '@angular/router';

/** The pages of agreements, loaded when they are first opened. */
export const agreementsRoutes: Routes = [
  { path: 'settings/agreements', title: 'agreements.title', loadComponent: () => import('./agreements.page').then((page) => page.AgreementsPage) },
  { path: 'agreements', title: 'agreements.title', loadComponent: () => import('./versions.page').then((page) => page.VersionsPage) },
];
