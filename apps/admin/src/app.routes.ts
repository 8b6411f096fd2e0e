import type { Routes } from '@angular/router';
import { agreementsRoutes, enrollmentRoutes } from '@tandem/enrollment-admin';
import { identityRoutes } from '@tandem/identity-admin';
import { incentivesRoutes } from '@tandem/incentives-admin';
import { partnershipRoutes } from '@tandem/partnership-admin';
import { firstSettings, keepTyping, NotFoundPage, OverviewPage, secondFactorFirst, watchingRoutes } from '@tandem/platform-admin';
import { webhooksRoutes } from '@tandem/webhooks-admin';

/** One lazy route per context. */
const pages: Routes = [
  { path: '', pathMatch: 'full', title: 'overview.title', component: OverviewPage },
  ...enrollmentRoutes,
  ...partnershipRoutes,
  ...incentivesRoutes,
  ...identityRoutes,
  ...agreementsRoutes,
  ...webhooksRoutes,
  { path: 'settings', pathMatch: 'full', canActivate: [firstSettings], children: [] },
  ...watchingRoutes,
  { path: '**', title: 'notFound.title', component: NotFoundPage },
];

/** All of them keep what is typed until it is saved or given up; a change of the query may close a drawer, so it counts too. */
export const routes: Routes = pages.map((page) => ({ ...page, canActivate: [secondFactorFirst, ...(page.canActivate ?? [])], canDeactivate: [keepTyping], runGuardsAndResolvers: 'pathParamsOrQueryParamsChange' }));
