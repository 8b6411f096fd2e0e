import type { Routes } from '@angular/router';

/** The pages of identity, loaded when they are first opened. */
export const identityRoutes: Routes = [{ path: 'settings/activity', title: 'activity.title', loadComponent: () => import('./activity/activity.page').then((page) => page.ActivityPage) }];
