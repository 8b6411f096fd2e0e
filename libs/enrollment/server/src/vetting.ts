import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { CheckId, EnrollmentState, KeptFinding } from '@tandem/enrollment-domain';
import { VettingSource } from '@tandem/identity-server';
import type { Vetting } from '@tandem/identity-server';
import { query } from '@tandem/platform-server';

type Step = Vetting['vettingSubStatus'];

const STEP_OF: Readonly<Record<CheckId, Step>> = {
  email_ownership: 'email_ownership',
  company_domain: 'employment_verification',
  business_data: 'business_verification',
  registration_id: 'business_verification',
  duplicate: 'business_verification',
  mpn: 'other',
};

/** What of an enrollment the verification follows from. */
export interface Vetted {
  readonly state: EnrollmentState;
  readonly findings: readonly Pick<KeptFinding, 'id' | 'result'>[];
}

/** The first check that did not pass is what is worked on; when all did, only the decision is missing. */
function stepOf({ findings }: Vetted): Step {
  const open = findings.find(({ result }) => result !== 'pass');
  return open ? STEP_OF[open.id] : 'decision';
}

const OF_STATE: Readonly<Record<EnrollmentState, (vetted: Vetted) => Vetting>> = {
  offered: () => ({ vettingStatus: 'none', vettingSubStatus: 'none' }),
  draft: () => ({ vettingStatus: 'none', vettingSubStatus: 'entry' }),
  contact_pending: () => ({ vettingStatus: 'pending', vettingSubStatus: 'email_ownership' }),
  in_review: (vetted) => ({ vettingStatus: 'pending', vettingSubStatus: vetted.findings.length === 0 ? 'business_verification' : stepOf(vetted) }),
  action_required: (vetted) => ({ vettingStatus: 'pending', vettingSubStatus: stepOf(vetted) }),
  qualified: () => ({ vettingStatus: 'authorized', vettingSubStatus: 'none' }),
  active: () => ({ vettingStatus: 'authorized', vettingSubStatus: 'none' }),
  suspended: () => ({ vettingStatus: 'authorized', vettingSubStatus: 'none' }),
  rejected: (vetted) => ({ vettingStatus: 'rejected', vettingSubStatus: stepOf(vetted) }),
};

/** How far the verification of a company is (VER-10). */
export const vettingOf = (vetted: Vetted): Vetting => OF_STATE[vetted.state](vetted);

/** Answers identity's profiles how far the verification of a company is, from its newest enrollment. */
@Injectable()
export class EnrollmentVettings extends VettingSource {
  constructor(private readonly em: EntityManager) {
    super();
  }

  async of(organisationId: string, version: 'Current' | 'LastFinalized'): Promise<Vetting | undefined> {
    const [row] = await query<Vetted & { decided: 'qualified' | 'rejected' | null }>(
      this.em,
      `select state, findings, case when state in ('qualified', 'active', 'suspended') then 'qualified' when state = 'rejected' then 'rejected' end as decided
       from enrollment where organisation_id = ? order by started_at desc, id desc limit 1`,
      [organisationId],
    );
    if (!row || (version === 'LastFinalized' && row.decided === null)) return undefined;
    return vettingOf(row);
  }
}
