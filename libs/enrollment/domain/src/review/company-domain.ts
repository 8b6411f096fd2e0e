import { getDomain } from 'tldts';
import { pass, unclear } from './check';
import type { Check } from './check';

const domainOf = (host: string | undefined): string | undefined => (host === undefined ? undefined : (getDomain(host, { allowPrivateDomains: true }) ?? undefined));
const mailDomain = (email: string | undefined): string | undefined => domainOf(email?.slice(email.lastIndexOf('@') + 1).toLowerCase());

/** The contact works for the company: its address is at the domain of the work account, or of the company's website (VER-03, "employment"). */
export const companyDomain: Check = {
  id: 'company_domain',
  version: 1,
  reads: ({ application: { legalBusinessProfile: profile }, tenantDomain }) => [mailDomain(profile.primaryContact?.email), domainOf(profile.website), domainOf(tenantDomain)],
  run: ({ application: { legalBusinessProfile: profile }, tenantDomain }) => {
    const contact = mailDomain(profile.primaryContact?.email);
    const [tenant, website] = [domainOf(tenantDomain), domainOf(profile.website)];
    const evidence = { contact: contact ?? '', workAccount: tenant ?? tenantDomain, ...(website === undefined ? {} : { website }) };
    return contact !== undefined && (contact === tenant || contact === website) ? pass(evidence) : unclear('DOMAIN_NOT_THE_COMPANYS', evidence);
  },
};
