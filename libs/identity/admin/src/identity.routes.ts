import type { Routes } from '@angular/router';

/** The pages of identity, loaded when they are first opened. */
export const identityRoutes: Routes = [
  { path: 'settings/users', title: 'users.title', loadComponent: () => import('./users/users.page').then((page) => page.UsersPage) },
  { path: 'organisations', title: 'organisations.title', loadComponent: () => import('./organisations/organisations.page').then((page) => page.OrganisationsPage) },
  { path: 'settings/api-clients', title: 'apiClients.title', loadComponent: () => import('./api-clients/api-clients.page').then((page) => page.ApiClientsPage) },
  { path: 'account', title: 'account.title', loadComponent: () => import('./account/account.page').then((page) => page.AccountPage) },
  { path: 'account/permissions', title: 'permissions.title', loadComponent: () => import('./permissions/permissions.page').then((page) => page.PermissionsPage) },
  { path: 'settings/activity', title: 'activity.title', loadComponent: () => import('./activity/activity.page').then((page) => page.ActivityPage) },
  { path: 'settings/profile', title: 'profile.title', loadComponent: () => import('./profile/profile.page').then((page) => page.ProfilePage) },
  { path: 'settings/locations', title: 'profile.locations.title', loadComponent: () => import('./profile/locations.page').then((page) => page.LocationsPage) },
];
