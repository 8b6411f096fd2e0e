import type { Routes } from '@angular/router';

/** The pages of identity, loaded when they are first opened. */
export const identityRoutes: Routes = [
  { path: 'account', title: 'account.title', loadComponent: () => import('./account/account.page').then((page) => page.AccountPage) },
  { path: 'account/permissions', title: 'permissions.title', loadComponent: () => import('./permissions/permissions.page').then((page) => page.PermissionsPage) },
  { path: 'settings/activity', title: 'activity.title', loadComponent: () => import('./activity/activity.page').then((page) => page.ActivityPage) },
];
