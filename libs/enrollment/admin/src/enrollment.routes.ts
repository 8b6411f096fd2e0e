import type { Routes } from '@angular/router';

/** The pages of enrollment, loaded when they are first opened. */
export const enrollmentRoutes: Routes = [
  { path: 'enrollment', title: 'enrollment.title', loadComponent: () => import('./applying/enrollment.page').then((page) => page.EnrollmentPage) },
  { path: 'enrollments', title: 'reviews.title', loadComponent: () => import('./reviewing/reviews.page').then((page) => page.ReviewsPage) },
  { path: 'offboardings', title: 'offboarding.title', loadComponent: () => import('./offboarding/offboarding.page').then((page) => page.OffboardingPage) },
  { path: 'business-calendar', title: 'calendar.title', loadComponent: () => import('./calendar/calendar.page').then((page) => page.CalendarPage) },
];
