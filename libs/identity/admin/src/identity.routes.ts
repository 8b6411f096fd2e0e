import type { Routes } from '@angular/router';

/** The pages of identity, loaded when they are first opened. */
export const identityRoutes: Routes = [
  { path: 'organisations', title: 'organisations.title', loadComponent: () => import('./organisations/organisations.page').then((page) => page.OrganisationsPage) },
  { path: 'settings/api-clients', title: 'apiClients.title', loadComponent: () => import('./api-clients/api-clients.page').then((page) => page.ApiClientsPage) },
  { path: 'settings/activity', title: 'activity.title', loadComponent: () => import('./activity/activity.page').then((page) => page.ActivityPage) },
];
