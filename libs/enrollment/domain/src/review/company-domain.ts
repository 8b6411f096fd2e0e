import { registeredDomainOf } from '@tandem/identity-domain';
import { pass, unclear } from './check';
import type { Check, Facts } from './check';

const domainsOf = ({ application: { legalBusinessProfile: profile }, tenantDomain }: Facts) => ({
  contact: registeredDomainOf(profile.primaryContact?.email ?? ''),
  workAccount: registeredDomainOf(tenantDomain),
  website: registeredDomainOf(profile.website ?? ''),
});

/** The contact works for the company: its address is at the domain of the work account, or of the company's website (VER-03, "employment"). */
export const companyDomain: Check = {
  id: 'company_domain',
  version: 1,
  reads: (facts) => domainsOf(facts),
  run: (facts) => {
    const { contact, workAccount, website } = domainsOf(facts);
    const evidence = { contact: contact ?? '', workAccount: workAccount ?? facts.tenantDomain, ...(website === undefined ? {} : { website }) };
    return contact !== undefined && (contact === workAccount || contact === website) ? pass(evidence) : unclear('DOMAIN_NOT_THE_COMPANYS', evidence);
  },
};
