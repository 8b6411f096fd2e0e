import { inject } from '@angular/core';
import { listEnrollments } from '@tandem/enrollment-contract';
import { ApiClient, Words } from '@tandem/platform-admin';
import type { FoundRecord, RecordSearch } from '@tandem/platform-admin';

const FEW = 5;

/** Enrollments that wait for a decision, by company or domain. */
function enrollments(): (text: string) => Promise<readonly FoundRecord[]> {
  const [api, words] = [inject(ApiClient), inject(Words)];
  return async (search) => {
    const { items } = await api.call(listEnrollments, { query: { search, size: FEW } });
    return items.map(({ id, companyName, organisation, country }) => ({ id, name: companyName ?? organisation.name, detail: country ? words.country(country) : organisation.domain, path: `/enrollments?open=${id}` }));
  };
}

/** The enrollments that the palette finds. */
export const enrollmentSearches: readonly RecordSearch[] = [{ label: 'reviews.title', icon: 'shield-check', action: 'enrollment.review', make: enrollments }];
