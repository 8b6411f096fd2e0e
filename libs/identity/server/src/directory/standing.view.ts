import type { Halt, Standing } from '@tandem/identity-domain';
import { instantOf } from '@tandem/platform-server';

const halt = (alias: string, reason: string, since: string, condition: string): string =>
  `(select json_build_object('reason', coalesce(m.${reason}, ''), 'since', coalesce(m.${since}, m.since)) from program_membership m where m.organisation_id = ${alias}.id and ${condition} order by m.${since}, m.id limit 1)`;

/** Columns that tell how the organisation `alias` stands with the operator; `standingOf` reads them. */
export const standingColumns = (alias: string): string => `${halt(alias, 'suspension_reason', 'suspended_since', "m.state = 'suspended'")} as suspended,
  ${halt(alias, 'restriction_reason', 'restricted_since', "m.restricted_since is not null and m.state <> 'ended'")} as restricted`;

/** What those columns hold. */
export interface StandingRow {
  readonly suspended: Halt | null;
  readonly restricted: Halt | null;
}

const haltOf = ({ reason, since }: Halt): Halt => ({ reason, since: instantOf(since) });

/** How an organisation stands, with instants as the wire has them. */
export const standingOf = ({ suspended, restricted }: StandingRow): Standing => ({
  ...(suspended ? { suspended: haltOf(suspended) } : {}),
  ...(restricted ? { restricted: haltOf(restricted) } : {}),
});
