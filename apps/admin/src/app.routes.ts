import type { Routes } from '@angular/router';
import { partnershipRoutes } from '@tandem/partnership-admin';
import { NotFoundPage, OverviewPage, watchingRoutes } from '@tandem/platform-admin';

/** One lazy route per context. */
export const routes: Routes = [
  { path: '', pathMatch: 'full', title: 'overview.title', component: OverviewPage },
  ...partnershipRoutes,
  ...watchingRoutes,
  { path: '**', title: 'notFound.title', component: NotFoundPage },
];
