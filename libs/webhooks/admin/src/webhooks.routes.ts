import type { Routes } from '@angular/router';

/** The page of webhooks, loaded when it is first opened. */
export const webhooksRoutes: Routes = [{ path: 'settings/webhooks', title: 'webhooks.title', loadComponent: () => import('./webhooks.page').then((page) => page.WebhooksPage) }];
