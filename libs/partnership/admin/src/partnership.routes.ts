import type { Routes } from '@angular/router';

/** The pages of partnerships, loaded when they are first opened. */
export const partnershipRoutes: Routes = [
  { path: 'indirect-resellers', title: 'partnership.resellers', loadComponent: () => import('./resellers/resellers.page').then((page) => page.ResellersPage) },
  { path: 'reseller-agreements', title: 'partnership.agreements.title', loadComponent: () => import('./reseller-agreements/reseller-agreements.page').then((page) => page.ResellerAgreementsPage) },
  { path: 'indirect-providers', title: 'partnership.providers', loadComponent: () => import('./providers/providers.page').then((page) => page.ProvidersPage) },
  { path: 'provider-directory', title: 'partnership.directory.title', loadComponent: () => import('./directory/directory.page').then((page) => page.DirectoryPage) },
  { path: 'takeovers', title: 'partnership.takeover.title', loadComponent: () => import('./takeovers/takeovers.page').then((page) => page.TakeoversPage) },
  { path: 'directory-entry', title: 'partnership.directory.own', loadComponent: () => import('./directory/own-entry.page').then((page) => page.OwnEntryPage) },
];
