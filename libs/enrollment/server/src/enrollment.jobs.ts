import type { JobDefinition, ScheduleDefinition } from '@tandem/platform-server';

/** The jobs of enrollment. */
export const enrollmentJobs: readonly JobDefinition[] = [];

/** The recurring work of enrollment. */
export const enrollmentSchedules: readonly ScheduleDefinition[] = [];
