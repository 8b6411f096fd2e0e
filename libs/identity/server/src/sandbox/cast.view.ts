import type { CastOrganisation } from '@tandem/identity-contract';
import { CAST, SANDBOX_PASSWORD } from './cast.data';
import { castClient, castId } from './identity-sandbox';

/** The cast as scripts read it. */
export const castView = (): { password: string; organisations: CastOrganisation[] } => ({
  password: SANDBOX_PASSWORD,
  organisations: CAST.map(({ id, name, domain, country, program, people, mpn }) => ({
    id,
    name,
    domain,
    country,
    programs: program ? [program] : [],
    mpnIds: mpn.map(({ mpnId }) => mpnId),
    ...castClient(domain),
    users: people.map(({ local, firstName, lastName, roles }) => {
      const email = `${local}@${domain}`;
      return { id: castId(email), email, name: `${firstName} ${lastName}`, roles: [...roles] };
    }),
  })),
});
