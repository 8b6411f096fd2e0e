import type { EntityManager } from '@mikro-orm/postgresql';
import { mailDomainOf } from '@tandem/enrollment-domain';
import type { Enrollment, Facts, Resembling } from '@tandem/enrollment-domain';
import { MpnLocation, Organisation } from '@tandem/identity-domain';
import { query } from '@tandem/platform-server';
import { answerOf } from '../outside/mail-domain-answers';

const SAME = `
select o.id as "organisationId", o.name, o.domain, min(found.by) as by from (
  select organisation_id, 'a' as by from partner_profile
  where kind = 'legalbusiness' and ? <> '' and upper(regexp_replace(content ->> 'registrationNumber', '[\\s./-]', '', 'g')) = upper(regexp_replace(?, '[\\s./-]', '', 'g')) and content -> 'address' ->> 'country' = ?
  union all
  select organisation_id, 'b' from partner_profile
  where kind = 'legalbusiness' and lower(content ->> 'companyName') = lower(?) and content -> 'address' ->> 'postalCode' = ?
) as found join organisation o on o.id = found.organisation_id
where o.id <> ? group by o.id, o.name, o.domain order by 4, o.name limit 5`;

/** Organisations that seem to be the same company, the surest first. */
async function resemblingOf(em: EntityManager, { organisationId, application }: Enrollment): Promise<Resembling[]> {
  const { registrationNumber = '', companyName = '', address } = application.legalBusinessProfile;
  const rows = await query<Omit<Resembling, 'by'> & { by: 'a' | 'b' }>(em, SAME, [registrationNumber, registrationNumber, address?.country ?? '', companyName, address?.postalCode ?? '', organisationId]);
  return rows.map(({ by, ...row }) => ({ ...row, by: by === 'a' ? 'registration_number' : 'name_and_postal_code' }));
}

/** Everything the checks may look at, as the database knows it now. */
export async function gatherFacts(em: EntityManager, enrollment: Enrollment): Promise<Facts> {
  const { application, organisationId, contactConfirmedAt } = enrollment;
  const { mpnId } = application;
  const organisation = await em.findOneOrFail(Organisation, { id: organisationId });
  const location = mpnId === undefined ? null : await em.findOne(MpnLocation, { mpnId });
  const mpn = mpnId === undefined ? null : location ? { mpnId, type: location.type, status: location.status, country: location.country } : undefined;
  const supportMail = (await answerOf(em, mailDomainOf(application.supportProfile.email))) ?? 'unknown';
  return { application, contactConfirmedAt, tenantDomain: organisation.domain, resembling: await resemblingOf(em, enrollment), supportMail, mpn };
}
