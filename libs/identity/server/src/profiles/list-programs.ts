import type { EntityManager } from '@mikro-orm/postgresql';
import type { ProgramState } from '@tandem/identity-contract';
import { instantOf, query } from '@tandem/platform-server';

type Row = Pick<ProgramState, 'program' | 'state'> & { readonly since: string; readonly signedAt: string | null; readonly signedBy: string | null };

/** The programs an organisation holds or held, in the order in which it came to them; few, so all at once (SCR-07). */
export async function programsOf(em: EntityManager, organisationId: string): Promise<ProgramState[]> {
  const rows = await query<Row>(
    em,
    `select m.program, m.state, m.since, m.agreement_signed_at as "signedAt", coalesce(m.agreement_signer, nullif(trim(u.first_name || ' ' || u.last_name), ''), u.email, m.agreement_signed_by::text) as "signedBy"
     from program_membership m left join partner_user u on u.id = m.agreement_signed_by where m.organisation_id = ? order by m.since, m.program`,
    [organisationId],
  );
  return rows.map(({ program, state, since, signedAt, signedBy }) => ({
    ...{ program, state, since: instantOf(since) },
    ...(signedAt === null ? {} : { agreementSigned: { date: instantOf(signedAt), by: signedBy ?? '' } }),
  }));
}
