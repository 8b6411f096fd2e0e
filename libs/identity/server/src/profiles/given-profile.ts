import type { AddressInput, ProfileInput } from '@tandem/identity-contract';
import type { PostalAddress, ProfileKind } from '@tandem/identity-domain';
import type * as z from 'zod';
import type { GivenProfile } from './change-profile';

type Body<Kind extends ProfileKind> = z.output<(typeof ProfileInput)[Kind]>;

/** An address as it is given, in the organisation's country when it names none. */
export const addressIn = (country: string, given: AddressInput): PostalAddress => ({ ...given, country: given.country ?? country });

/** What the body of a request means, by profile; `country` is the organisation's. */
export const GIVEN: { readonly [Kind in ProfileKind]: (body: Body<Kind>, country: string) => GivenProfile<Kind> } = {
  organization: ({ attributes: _, companyName, defaultAddress, ...rest }, country) => ({
    name: companyName,
    content: { ...rest, defaultAddress: defaultAddress && addressIn(country, defaultAddress) },
  }),
  legalbusiness: ({ attributes: _, address, companyApproverAddress, ...rest }, country) => ({
    content: { ...rest, address: address && addressIn(country, address), companyApproverAddress: companyApproverAddress && addressIn(country, companyApproverAddress) },
  }),
  billing: ({ attributes: _, address, ...rest }, country) => ({ content: { ...rest, address: address && addressIn(country, address) } }),
  support: ({ attributes: _, ...content }) => ({ content }),
};
