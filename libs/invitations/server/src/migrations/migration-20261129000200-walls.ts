import { Migration } from '@mikro-orm/migrations';
import { seen, wall, wallThrough } from '@tandem/platform-server';

/** Policies on invitations: the inviter's are its own; who is invited comes by a personal link. */
export class Migration20261129000200_invitations_walls extends Migration {
  override up(): void {
    const walls = [wall('invitation'), seen('invitation'), wall('invitation_remembered'), wall('invitation_sends_of_hour'), wallThrough('invitation_reminder', 'invitation_id', 'invitation')];
    for (const statement of walls.flat()) this.addSql(statement);
  }
}
