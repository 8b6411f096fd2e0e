// Companies that wait for their review, made without their applicants, for faults and figures.
import { randomUUID } from 'node:crypto';

export interface Filed {
  readonly id: string;
  readonly job: string;
}

/** What a company is like: everything clear and about to be reviewed, or waiting for a person who has been told of it. */
export type FiledKind = 'clear' | 'waiting';

/** The parameters of `FILE_REVIEWS`. */
export const filed = (count: number, kind: FiledKind): [number, string, FiledKind] => [count, randomUUID().slice(0, 8), kind];

/** Companies in review, in one statement: parameters by `filed`; answers `id` of the enrollment and `job` of its review. */
export const FILE_REVIEWS = `
with made as (select n, gen_random_uuid() as organisation, gen_random_uuid() as enrollment, gen_random_uuid() as job, 'c' || n || '-' || $2 || '.example' as domain from generate_series(1, $1::int) as n),
organisations as (insert into organisation (id, name, domain, country, created_at) select organisation, 'Company ' || domain, domain, 'FR', business_now() from made),
enrollments as (
  insert into enrollment (id, organisation_id, path, state, application, started_at, submitted_at, contact_confirmed_at, expected_from, expected_until, clock_since, clock_counted, clock_paused, findings, round_told, decision_checks)
  select enrollment, organisation, 'application', 'in_review', jsonb_build_object(
      'legalBusinessProfile', jsonb_build_object('companyName', 'Company ' || domain, 'address', jsonb_build_object('addressLine1', '5 rue de la Paix', 'city', 'Lyon', 'postalCode', '69001', 'country', 'FR'),
        'primaryContact', jsonb_build_object('firstName', 'Paul', 'lastName', 'Blanc', 'email', 'paul@' || domain, 'phoneNumber', '+33 123456789')),
      'supportProfile', jsonb_build_object('email', 'help@' || domain, 'telephone', '+33 123456789')),
    business_now(), business_now(), business_now(), business_now() + interval '3 days', business_now() + interval '5 days' + n * interval '1 second', business_now(), 0, false, '[]', $3 = 'waiting', '[]' from made),
jobs as (
  insert into job (id, name, queue, kind, payload, run_at, max_attempts, organisation_id, subject_type, subject_id)
  select job, 'enrollment.review-enrollment', 'enrollment-review', 'transactional', jsonb_build_object('enrollmentId', enrollment, 'because', 'confirmed'), business_now(), 8, organisation, 'enrollment', enrollment from made where $3 = 'clear')
select enrollment as id, job from made`;
