import { inject } from '@angular/core';
import type { Routes } from '@angular/router';
import type { MenuEntry } from '../shell/menu-entry';
import { sendsMails } from './delivery-search';
import { WatchState } from './watch-state';

/** The pages that show mails, background work and who does it. */
export const watchingRoutes: Routes = [
  { path: 'deliveries', title: 'deliveries.title', loadComponent: () => import('./deliveries.page').then((page) => page.DeliveriesPage) },
  { path: 'schedules', title: 'schedules.title', loadComponent: () => import('./schedules.page').then((page) => page.SchedulesPage) },
  { path: 'workers', title: 'workers.title', loadComponent: () => import('./workers.page').then((page) => page.WorkersPage) },
  { path: 'jobs', title: 'jobs.title', loadComponent: () => import('./jobs.page').then((page) => page.JobsPage) },
];

export const watchingMenu: readonly MenuEntry[] = [
  {
    path: 'deliveries',
    label: 'deliveries.menu',
    icon: 'mail',
    action: 'delivery.read',
    when: sendsMails,
    key: 'd',
    count: () => inject(WatchState).deadDeliveries,
    order: 40,
  },
  { path: 'jobs', label: 'jobs.menu', icon: 'list-checks', action: 'job.manage', key: 'j', count: () => inject(WatchState).deadJobs, order: 41 },
];
