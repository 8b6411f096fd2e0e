import type { ApplicationInput } from '@tandem/enrollment-contract';
import type { Application } from '@tandem/enrollment-domain';

type Fields = Readonly<Record<string, string | undefined>>;

/** What was given over what stands: what is left out stays, an empty text clears. */
function over<Part extends object>(standing: Part | undefined, given: Fields | undefined): Part {
  const merged = Object.entries({ ...(standing as Fields), ...Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined)) });
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined && value !== '')) as Part;
}

/** The application with what was typed taken over; countries are in upper case. */
export function mergeApplication(standing: Application, given: ApplicationInput): Application {
  const { address, primaryContact, ...legal } = given.legalBusinessProfile ?? {};
  const before = standing.legalBusinessProfile;
  const { address: oldAddress, primaryContact: oldContact, ...oldLegal } = before;
  const { mpnId } = over<{ mpnId?: string }>({ ...(standing.mpnId === undefined ? {} : { mpnId: standing.mpnId }) }, { mpnId: given.mpnId });
  return {
    legalBusinessProfile: {
      ...over<typeof oldLegal>(oldLegal, legal),
      address: over(oldAddress, address && { ...address, ...(address.country === undefined ? {} : { country: address.country.toUpperCase() }) }),
      primaryContact: over(oldContact, primaryContact),
    },
    supportProfile: over(standing.supportProfile, given.supportProfile),
    ...(mpnId === undefined ? {} : { mpnId }),
  };
}
