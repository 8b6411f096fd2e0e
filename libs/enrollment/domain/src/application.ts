import { domainToASCII } from 'node:url';
import type { Contact, PostalAddress } from '@tandem/identity-domain';

/** What a company says of itself when it applies; every part may still be missing while the form is a draft. */
export interface Application {
  readonly legalBusinessProfile: {
    readonly companyName?: string | undefined;
    readonly address?: Partial<PostalAddress> | undefined;
    readonly registrationNumber?: string | undefined;
    readonly website?: string | undefined;
    readonly primaryContact?: Partial<Contact> | undefined;
  };
  readonly supportProfile: { readonly email?: string | undefined; readonly telephone?: string | undefined; readonly website?: string | undefined };
  /** The MPN account that the company wants to be associated with; the step may be postponed (ENR-16). */
  readonly mpnId?: string | undefined;
}

/** The domain that mail to an address goes to, in ASCII and lower case; empty when the address names none. */
export const mailDomainOf = (email = ''): string => domainToASCII(email.slice(email.lastIndexOf('@') + 1).trim());
