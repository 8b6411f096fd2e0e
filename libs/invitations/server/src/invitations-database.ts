import { identityDatabase } from '@tandem/identity-server';
import { Invitation, RememberedInvitation } from '@tandem/invitations-domain';
import type { DatabasePart } from '@tandem/platform-server';
import { Migration20261120300000_invitations } from './migrations/migration-20261120300000-invitations';
import { Migration20261120300100_invitations_decisions_and_sending } from './migrations/migration-20261120300100-decisions-and-sending';
import { Migration20261120300300_invitation_address } from './migrations/migration-20261120300300-invitation-address';
import { Migration20261120300400_invitations_reminders } from './migrations/migration-20261120300400-reminders';
import { Migration20261120300500_invitations_sends } from './migrations/migration-20261120300500-sends';
import { Migration20261129000200_invitations_walls } from './migrations/migration-20261129000200-walls';

/** Invitations and what is remembered of them. */
export const invitationsDatabase: DatabasePart = {
  name: 'invitations',
  entities: [Invitation, RememberedInvitation],
  migrations: [
    ...[Migration20261120300000_invitations, Migration20261120300100_invitations_decisions_and_sending, Migration20261120300300_invitation_address],
    ...[Migration20261120300400_invitations_reminders, Migration20261120300500_invitations_sends],
    Migration20261129000200_invitations_walls,
  ],
  upstream: [identityDatabase],
};
