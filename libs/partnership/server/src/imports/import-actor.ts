import type { OrganisationProfile } from '@tandem/identity-server';
import type { FileImport } from '@tandem/partnership-domain';
import type { Actor } from '@tandem/platform-server';

/** On whose behalf an import works: the person or client who made it, with no more rights than the work at hand needs. */
export const actorOf = ({ senderId, clientId, senderName, senderEmail, language }: FileImport, { id, name, country, programs }: OrganisationProfile): Actor => ({
  ...{ organisationId: id, organisationName: name, country, programs, roles: [], name: senderName, locale: language },
  ...(senderId === null ? {} : { userId: senderId }),
  ...(clientId === null ? {} : { clientId }),
  ...(senderEmail === null ? {} : { email: senderEmail }),
});
