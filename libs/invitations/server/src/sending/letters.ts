import type { EntityManager } from '@mikro-orm/postgresql';
import type { Invitation } from '@tandem/invitations-domain';
import { withDates } from '../with-dates';

/** What the mail of an invitation is written from. */
export interface Letter
  extends Pick<
    Invitation,
    'id' | 'type' | 'state' | 'language' | 'subject' | 'body' | 'generation' | 'linkKey' | 'expiresAt' | 'expiryHeld' | 'inviterName' | 'inviterEmail' | 'deliveryId'
  > {
  /** Name of the organisation that invites. */
  readonly organisation: string;
}

const LETTERS = `
select i.id, i.type, i.state, i.language, i.subject, i.body, i.generation, i.link_key as "linkKey", i.expires_at as "expiresAt", i.expiry_held as "expiryHeld",
  i.inviter_name as "inviterName", i.inviter_email as "inviterEmail", i.delivery_id as "deliveryId", o.name as organisation
from invitation i join organisation o on o.id = i.organisation_id where i.id = any(?::uuid[])`;

/** The invitations as they stand now, in the order of the ids; undefined for one that is gone. */
export async function readLetters(em: EntityManager, ids: readonly string[]): Promise<(Letter | undefined)[]> {
  const rows: Letter[] = await em.getConnection().execute(LETTERS, [`{${ids.join()}}`]);
  const letters = new Map(rows.map((row) => [row.id, withDates(row, 'expiresAt')]));
  return ids.map((id) => letters.get(id));
}
