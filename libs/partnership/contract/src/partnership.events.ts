import * as z from 'zod';
import { defineEvent } from '@tandem/platform-contract';

const data = z.object({ partnershipId: z.uuid(), providerId: z.uuid(), resellerId: z.uuid() });

/**
 * Two have become partners, for the first time or again after a termination. Without `source` the reseller authorized the provider by an
 * invitation; `imported`: an operator took over what exists already, `evidence` proves it (IMP-09). Subscribers hear both alike; whoever
 * mails about it leaves the imported ones out (IMP-14).
 */
export const partnershipEstablished = defineEvent({
  name: 'partnership.established',
  data: data.extend({ invitationId: z.uuid().optional(), source: z.literal('imported').optional(), evidence: z.string().optional(), importId: z.uuid().optional() }),
  audit: { resourceType: 'partner_relationship', operationType: 'create_partner_relationship' },
});

/** The provider removed the partnership. Nobody is mailed about it (EML-12). */
export const partnershipTerminated = defineEvent({ name: 'partnership.terminated', data, audit: { resourceType: 'partner_relationship', operationType: 'remove_partner_relationship' } });

const adminAccess = (what: string) => ({ resourceType: 'indirect_provider_indirect_reseller_dap', operationType: `dap_admin_relationship_${what}` });

/** The reseller took the provider's admin access away; the partnership lives on. */
export const adminAccessRemoved = defineEvent({ name: 'partnership.admin-access-removed', data, audit: adminAccess('terminated') });

/** The reseller gave the provider admin access again. */
export const adminAccessGranted = defineEvent({ name: 'partnership.admin-access-granted', data, audit: adminAccess('approved') });

const entry = z.object({ providerId: z.uuid() });

/** The operator put a provider into the directory. */
export const directoryEntryCreated = defineEvent({ name: 'partnership.directory-entry-created', data: entry, audit: { resourceType: 'directory_entry', operationType: 'create_directory_entry' } });

/** The operator changed a provider's entry in the directory (DIR-02). */
export const directoryEntryChanged = defineEvent({ name: 'partnership.directory-entry-changed', data: entry, audit: { resourceType: 'directory_entry', operationType: 'update_directory_entry' } });
