import { ENROLLMENT_REASONS } from '@tandem/enrollment-contract';
import { IDENTITY_REASONS } from '@tandem/identity-contract';
import { MpnAssociation, MpnLocation, Organisation, ProgramMembership } from '@tandem/identity-domain';
import type { Program, ProgramPath } from '@tandem/identity-domain';
import { identityConstraints } from '@tandem/identity-server';
import { INCENTIVE_REASONS } from '@tandem/incentives-contract';
import type { IncentiveView } from '@tandem/incentives-contract';
import { newId } from '@tandem/platform-kernel';
import type { Actor } from '@tandem/platform-server';
import { company, ContextStack, startStack } from '@tandem/platform-testing';
import type { Company, StackReply } from '@tandem/platform-testing';
import { incentiveConstraints } from '../incentive.constraints';
import { goOnSweeping, incentiveJobs, startIncentives, sweepIncentives, tryAgain } from '../incentive.jobs';
import { IncentivesApiModule } from '../incentives.api.module';
import { incentivesDatabase } from '../incentives-database';
import { IncentivesWorkerModule } from '../incentives.worker.module';

export const DAY = 86_400_000;

/** Bodies differ from route to route; specs name what they look at. */
export interface Body extends IncentiveView, Record<string, unknown> {
  readonly items: (Body & { readonly incentive?: IncentiveView; readonly status: number; readonly error?: { readonly data: Body['data'] } })[];
  readonly data: (Record<string, unknown> & { reason: string; rule: string; field?: string })[];
  readonly continuationToken?: string;
}
export type Reply = StackReply<Body>;

/** What a reply says: its status, and the reasons of a refusal. */
export const said = ({ status, json }: Reply): unknown[] => [status, ...(json.data ?? []).map(({ reason }) => reason)];

/** A company that came from direct bill, or is one, and its incentive. */
export interface Invited {
  readonly who: Company;
  readonly id: string;
  /** Address of the location that is associated at first. */
  readonly mail: string;
  /** An incentive admin of that location, who is nothing else. */
  readonly admin: Actor;
}

export const PROFILES = { payout: { accountHolder: 'Keller Direkt KG', iban: 'DE89 3704 0044 0532 0130 00' }, tax: { taxId: 'DE 123456789', country: 'DE' } };

/** The api of incentives and a worker's handlers, with an operator at hand. */
export class IncentivesStack extends ContextStack<Body> {
  operator!: Actor;

  static async start(settings: Readonly<Record<string, string>> = {}): Promise<IncentivesStack> {
    const stack = new IncentivesStack(
      await startStack({
        ...{ database: incentivesDatabase, reasons: [IDENTITY_REASONS, ENROLLMENT_REASONS, INCENTIVE_REASONS], constraints: [identityConstraints, incentiveConstraints], settings },
        ...{ jobs: incentiveJobs, api: [IncentivesApiModule], worker: [IncentivesWorkerModule] },
      }),
    );
    stack.operator = (await company(stack.em(), { program: 'operator', signed: false })).withRoles('operator');
    return stack;
  }

  /** A company that comes to hold a program now, and the incentive that starts with it. `associated`: whether it has a location; `email`: of that. */
  async started({ program = 'indirect_reseller', path = program === 'direct_bill' ? 'operator' : 'transition', signer = null, country = 'DE', associated = true, email }: { program?: Program; path?: ProgramPath; signer?: string | null; country?: string; associated?: boolean; email?: string | null } = {}): Promise<Invited> {
    const who = await company(this.em(), { program: 'direct_bill', country, signed: associated });
    const em = this.em();
    const organisation = await em.findOneOrFail(Organisation, { id: who.organisation.id });
    const held = await em.find(ProgramMembership, { organisationId: organisation.id });
    if (program === 'direct_bill') for (const membership of held) membership.since = this.clock.now();
    else {
      // So that its own incentive does not stand in the way of what a spec looks at.
      await em.nativeUpdate(ProgramMembership, { organisationId: organisation.id }, { state: 'ended' });
      const membership = ProgramMembership.grant({ organisation, held: path === 'transition' ? held : [], program, path, now: this.clock.now() });
      membership.signAgreement(who.globalAdmin.userId ?? '', this.clock.now(), signer);
      em.persist(membership);
    }
    if (email !== undefined) await em.nativeUpdate(MpnLocation, { mpnId: who.mpnId }, { email });
    await em.flush();
    await this.startPrograms(organisation.id);
    const [row] = await this.em().execute<{ id: string }[]>('select id from incentive where organisation_id = ?', [organisation.id]);
    const programs = [program];
    const own = (roles: Actor['roles']): Actor => ({ ...who.globalAdmin, programs, roles });
    return {
      who: { ...who, globalAdmin: own([{ role: 'global_admin' }]), withRoles: (...roles) => own(roles.map((role) => ({ role }))) },
      ...{ id: row?.id ?? '', mail: email === null ? '' : (email ?? `mpn@${who.organisation.domain}`), admin: own([{ role: 'incentive_admin', locations: [who.mpnId] }]) },
    };
  }

  /** What happens when an organisation comes to hold a program, also when it is told twice. */
  async startPrograms(organisationId: string): Promise<void> {
    await this.event(startIncentives, organisationId);
    while (await this.work(startIncentives));
  }

  /** One that was invited and has received it. */
  async invited(how: Parameters<IncentivesStack['started']>[0] = {}): Promise<Invited> {
    const made = await this.started(how);
    await this.sweepAll();
    await this.deliver(made.mail);
    return made;
  }

  /** One whose enrollment is submitted. */
  async submitted(): Promise<Invited> {
    const made = await this.invited();
    await this.ask(made.admin, 'PUT', `/v1/incentiveinvitations/${made.id}/profiles`, { body: PROFILES });
    await this.ask(made.admin, 'POST', `/v1/incentiveinvitations/${made.id}/accept`);
    return made;
  }

  /** The company moves to another location of its own. */
  async associate({ who }: Invited, email: string | null): Promise<string> {
    const em = this.em();
    const organisation = await em.findOneOrFail(Organisation, { id: who.organisation.id });
    const mpnId = String(Math.floor(Math.random() * 1e9) + 2e9);
    const location = MpnLocation.open({ organisationId: organisation.id, mpnId, type: 'location', name: 'Another', country: organisation.country, ...(email === null ? {} : { email }), now: this.clock.now() });
    const current = (await em.findOne(MpnAssociation, { organisationId: organisation.id, until: null })) ?? undefined;
    em.persist(location);
    const association = MpnAssociation.associate({ organisation, location, current, holder: undefined, now: this.clock.now() });
    await em.flush();
    em.persist(association);
    await em.flush();
    await this.event(tryAgain, organisation.id);
    while (await this.work(tryAgain));
    return mpnId;
  }

  /** Sweeps until nothing is due any more. */
  async sweepAll(): Promise<void> {
    await this.sweep(sweepIncentives);
    while (await this.work(goOnSweeping));
  }

  /** Moves the clock to a day after an instant. */
  toDay(from: Date, day: number, ms = 0): void {
    this.clock.advance(from.getTime() + day * DAY + ms - this.clock.now().getTime());
  }

  read(who: Actor, id: string): Promise<Body> {
    return this.ask(who, 'GET', `/v1/incentiveinvitations/${id}`).then(({ json }) => json);
  }

  /** Templates of the mails about an incentive with their recipients, the oldest first. */
  async mails(id: string): Promise<string[]> {
    const rows = await this.em().execute<{ line: string }[]>(`select template || ' ' || recipient as line from delivery where subject_id = ? and state <> 'cancelled' order by id`, [id]);
    return rows.map(({ line }) => line);
  }

  async events(id: string): Promise<string[]> {
    const rows = await this.em().execute<{ type: string }[]>(`select type from event where subjects @> array[?::text] order by id`, [`incentive:${id}`]);
    return rows.map(({ type }) => type);
  }

  /** Orders the job that an event of another context orders. */
  private async event(job: typeof startIncentives | typeof tryAgain, organisationId: string): Promise<void> {
    await this.em().execute(
      `insert into job (id, name, queue, kind, payload, max_attempts, organisation_id, run_at) values (?, ?, 'incentive-reminder', 'transactional', ?::jsonb, 8, ?, now() - interval '1 minute')`,
      [newId(), job.name, JSON.stringify({ organisationId }), organisationId],
    );
  }
}
