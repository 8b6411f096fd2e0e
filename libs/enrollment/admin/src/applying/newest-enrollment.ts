import { inject, signal } from '@angular/core';
import type { Signal } from '@angular/core';
import { getEnrollment, listEnrollments } from '@tandem/enrollment-contract';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import { ApiClient, LiveUpdates } from '@tandem/platform-admin';

/** The newest enrollment of the organisation, kept up to date; undefined as long as none is known. For places that stand without it. Needs an injection context. */
export function newestEnrollment(): Signal<EnrollmentView | undefined> {
  const api = inject(ApiClient);
  const known = signal<EnrollmentView | undefined>(undefined);
  const read = async (): Promise<void> => {
    const { items } = await api.call(listEnrollments, { query: { size: 1 } });
    const newest = items[0];
    if (newest) known.set(await api.call(getEnrollment, { params: { id: newest.id } }));
  };
  const attempt = (): void => void read().catch(() => undefined);
  inject(LiveUpdates).refetch(['enrollment'], attempt);
  attempt();
  return known.asReadonly();
}
