import { ENROLLMENT_REASONS } from '@tandem/enrollment-contract';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import { IDENTITY_REASONS } from '@tandem/identity-contract';
import { PartnerUser } from '@tandem/identity-domain';
import { AccountLinks, AssociateLocation, ChangeProfile, CreateWorkAccount, FindWorkAccount, identityConstraints, identityJobs, KnownCallers } from '@tandem/identity-server';
import { newId } from '@tandem/platform-kernel';
import type { Actor } from '@tandem/platform-server';
import { company, ContextStack, startStack } from '@tandem/platform-testing';
import type { Company, StackReply } from '@tandem/platform-testing';
import { enrollmentDatabase } from '../enrollment-database';
import { EnrollmentApiModule } from '../enrollment.api.module';
import { enrollmentConstraints } from '../enrollment.constraints';
import { enrollmentJobs, reviewEnrollment } from '../enrollment.jobs';
import { EnrollmentWorkerModule } from '../enrollment.worker.module';

/** Bodies differ from route to route; specs name what they look at. */
export interface Body extends EnrollmentView, Record<string, unknown> {
  readonly items: Body[];
  readonly data: (Record<string, unknown> & { reason: string; rule: string; field?: string })[];
}

export type Reply = StackReply<Body>;

/** What a whole form says, for a company of the given domain that resembles no other one. */
export const whole = (domain: string, changes: { email?: string; country?: string } = {}) => ({
  legalBusinessProfile: {
    companyName: `Services ${domain.slice(0, 13)}`,
    address: { addressLine1: '5 rue de la Paix', city: 'Lyon', postalCode: '69001', country: changes.country ?? 'FR' },
    primaryContact: { firstName: 'Paul', lastName: 'Blanc', email: changes.email ?? `paul@${domain}`, phoneNumber: '+33 1 23 45 67 89' },
  },
  supportProfile: { email: `help@${domain}`, telephone: '+33 1 23 45 67 89' },
});

const refused = ({ json }: Reply): string[] => (json.data ?? []).map(({ reason }) => reason);

/** What a reply says: its status, and the reasons of a refusal. */
export const said = (reply: Reply): unknown[] => [reply.status, ...refused(reply)];

/** The api of enrollment, and a worker's handlers, with an operator at hand. */
export class EnrollmentStack extends ContextStack<Body> {
  operator!: Actor;

  static async start(settings: Readonly<Record<string, string>> = {}): Promise<EnrollmentStack> {
    const stack = new EnrollmentStack(
      await startStack({
        ...{ database: enrollmentDatabase, reasons: [IDENTITY_REASONS, ENROLLMENT_REASONS], constraints: [identityConstraints, enrollmentConstraints], settings },
        ...{ jobs: [...identityJobs, ...enrollmentJobs], api: [EnrollmentApiModule], worker: [EnrollmentWorkerModule], identity: [AccountLinks, AssociateLocation, ChangeProfile, CreateWorkAccount, FindWorkAccount, KnownCallers] },
      }),
    );
    stack.operator = (await company(stack.em(), { program: 'operator', signed: false })).withRoles('operator');
    return stack;
  }

  /** Another person of the operator. */
  async colleague(): Promise<PartnerUser> {
    const em = this.em();
    const given = { organisationId: this.operator.organisationId, email: `${newId()}@operator.example`, firstName: 'Olga', lastName: 'Perez', locale: 'en' as const };
    const user = PartnerUser.welcome({ ...given, passwordHash: 'no password fits this', mustChangePassword: false, now: this.clock.now() });
    em.persist(user);
    await em.flush();
    return user;
  }

  /** A company that nobody knows, in France, and the id of its enrollment, as a draft or submitted with a whole form. */
  async applicant(how: { submitted?: boolean; email?: string } = {}): Promise<{ who: Company; domain: string; id: string }> {
    const who = await company(this.em(), { country: 'FR' });
    const { domain } = who.organisation;
    const { json } = await this.ask(who.globalAdmin, 'POST', '/v1/enrollments', { body: { programType: 'indirect_reseller' } });
    await this.change(who, json.id, whole(domain, how));
    if (how.submitted) await this.submit(who, json.id);
    return { who, domain, id: json.id };
  }

  change(who: Company, id: string, body: unknown): Promise<Reply> {
    return this.ask(who.globalAdmin, 'PATCH', `/v1/enrollments/${id}`, { body });
  }

  submit(who: Company, id: string, body: unknown = {}): Promise<Reply> {
    return this.ask(who.globalAdmin, 'POST', `/v1/enrollments/${id}/submit`, { body });
  }

  async read(who: Company, id: string): Promise<Body> {
    return (await this.ask(who.globalAdmin, 'GET', `/v1/enrollments/${id}`)).json;
  }

  /** The token in the newest mail to a contact. */
  async tokenOf(email: string): Promise<string> {
    const mail = await this.deliver(email);
    const token = /\/verify\/(\S+)/.exec(mail?.text ?? '')?.[1];
    if (token === undefined) throw new Error(`The mail to ${email} has no link`);
    return token;
  }

  confirm(token: string): Promise<Reply> {
    return this.ask(undefined, 'POST', `/v1/contactverifications/${token}/confirm`);
  }

  /** A company whose contact confirmed, after the checks have run. */
  async inReview(how: { email?: string } = {}): Promise<{ who: Company; domain: string; id: string; email: string }> {
    const made = await this.applicant({ ...how, submitted: true });
    const email = how.email ?? `paul@${made.domain}`;
    await this.confirm(await this.tokenOf(email));
    await this.review();
    return { ...made, email };
  }

  /** Runs every review that waits. */
  async review(): Promise<void> {
    while (await this.work(reviewEnrollment));
  }

  decide(id: string, body: unknown, who: Actor = this.operator): Promise<Reply> {
    return this.ask(who, 'POST', `/v1/enrollments/${id}/decisions`, { body });
  }

  /** Templates of the mails about an enrollment with their recipients, the oldest first. */
  async mails(id: string): Promise<string[]> {
    const rows = await this.em().execute<{ line: string }[]>(`select template || ' ' || recipient as line from delivery where subject_id = ? order by id`, [id]);
    return rows.map(({ line }) => line);
  }

  async events(id: string): Promise<string[]> {
    const rows = await this.em().execute<{ type: string }[]>(`select type from event where subjects @> array[?::text] order by id`, [`enrollment:${id}`]);
    return rows.map(({ type }) => type);
  }
}
