import type { Routes } from '@angular/router';
import type { MenuEntry } from '../shell/menu-entry';

/** The pages that show mails and background work. */
export const watchingRoutes: Routes = [
  { path: 'deliveries', title: 'deliveries.title', loadComponent: () => import('./deliveries.page').then((page) => page.DeliveriesPage) },
  { path: 'jobs', title: 'jobs.title', loadComponent: () => import('./jobs.page').then((page) => page.JobsPage) },
];

export const watchingMenu: readonly MenuEntry[] = [
  {
    path: 'deliveries',
    label: 'deliveries.menu',
    icon: 'mail',
    action: 'delivery.read',
    // Customers send nothing.
    when: (session) => session.holds('operator') || session.holds('indirect_provider') || session.holds('indirect_reseller'),
    key: 'd',
    order: 40,
  },
  { path: 'jobs', label: 'jobs.menu', icon: 'list-checks', action: 'job.manage', key: 'j', order: 41 },
];
