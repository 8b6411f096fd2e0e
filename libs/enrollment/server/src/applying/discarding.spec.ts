import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@tandem/platform-server';
import { company, meet } from '@tandem/platform-testing';
import type { Company } from '@tandem/platform-testing';
import { EnrollmentStack, said } from '../spec-parts/enrollment-stack';
import type { Reply } from '../spec-parts/enrollment-stack';

let stack: EnrollmentStack;
beforeAll(async () => (stack = await EnrollmentStack.start()));
afterAll(() => stack.close());

const drop = (who: Actor, id: string): Promise<Reply> => stack.ask(who, 'DELETE', `/v1/enrollments/${id}`);
const own = async (who: Company): Promise<string[]> => (await stack.ask(who.globalAdmin, 'GET', '/v1/enrollments')).json.items.map(({ state }) => state);
const marked = async (): Promise<{ who: Company; id: string }> => {
  const who = await company(stack.em(), { program: 'direct_bill', country: 'FR' });
  await stack.ask(stack.operator, 'PUT', `/v1/partners/${who.organisation.id}/offboarding`, { body: { identified: true, reason: 'Moves' } });
  const { json } = await stack.ask(who.globalAdmin, 'POST', '/v1/enrollments', { body: { programType: 'indirect_reseller' } });
  return { who, id: json.id };
};

describe('dropping an enrollment', () => {
  it('ENR-15: drops a draft, with its Global admin as the one who did', async () => {
    const { who, id } = await stack.applicant();
    expect((await drop(who.withRoles('account_admin'), id)).status).toBe(403);
    expect((await drop((await company(stack.em(), { country: 'FR' })).globalAdmin, id)).status).toBe(404);
    expect((await drop(who.globalAdmin, id)).status).toBe(204);
    expect([await own(who), await stack.events(id)]).toEqual([[], ['enrollment.started', 'enrollment.discarded']]);
    expect((await drop(who.globalAdmin, id)).status).toBe(404);
  });

  it('ENR-15: leaves what was submitted to those who decide, also after they have', async () => {
    const { who, id } = await stack.applicant({ submitted: true });
    expect(said(await drop(who.globalAdmin, id))).toEqual([409, 'ENROLLMENT_LOCKED']);
    await stack.em().execute("update enrollment set state = 'rejected' where id = ?", [id]);
    expect(said(await drop(who.globalAdmin, id))).toEqual([409, 'ENROLLMENT_LOCKED']);
    await stack.em().execute("update enrollment set state = 'active' where id = ?", [id]);
    expect(said(await drop(who.globalAdmin, id))).toEqual([409, 'ENROLLMENT_LOCKED']);
  });

  it('TRN-01: offers the transition again to whoever is still marked', async () => {
    const { who, id } = await marked();
    expect(said(await drop(who.globalAdmin, id))).toEqual([204]);
    expect(await own(who)).toEqual(['offered']);
    const unmarked = await marked();
    await stack.ask(stack.operator, 'PUT', `/v1/partners/${unmarked.who.organisation.id}/offboarding`, { body: { identified: false } });
    await drop(unmarked.who.globalAdmin, unmarked.id);
    expect(await own(unmarked.who)).toEqual([]);
  });

  it('TRN-01: a transition is not offered again while its mark is taken away', async () => {
    const { who, id } = await marked();
    const unmark = () => stack.ask(stack.operator, 'PUT', `/v1/partners/${who.organisation.id}/offboarding`, { body: { identified: false } });
    const replies = await meet(stack.em(), { table: 'organisation', id: who.organisation.id }, [() => drop(who.globalAdmin, id), unmark]);
    expect([replies.map(({ status }) => status), await own(who)]).toEqual([[204, 200], []]);
  });

  it('ENR-15: two at once drop once', async () => {
    const { who, id } = await marked();
    const replies = await meet(stack.em(), { table: 'enrollment', id }, [() => drop(who.globalAdmin, id), () => drop(who.globalAdmin, id)]);
    expect([replies.map(({ status }) => status).sort(), await own(who)]).toEqual([[204, 404], ['offered']]);
  });

  it('ORG-04: nobody takes a finished transition back, and nothing in the database does', async () => {
    const { who, id } = await marked();
    await stack.em().execute("update enrollment set state = 'active' where id = ?", [id]);
    for (const actor of [who.globalAdmin, stack.operator]) expect(said(await drop(actor, id))).toEqual([409, 'NO_ROLLBACK']);
    await stack.em().execute("update enrollment set state = 'suspended' where id = ?", [id]);
    expect(said(await drop(who.globalAdmin, id))).toEqual([409, 'NO_ROLLBACK']);

    const { id: organisationId } = who.organisation;
    await stack.em().execute("insert into program_membership (id, organisation_id, program, state, path, since) values (gen_random_uuid(), ?, 'indirect_reseller', 'active', 'transition', now())", [organisationId]);
    for (const sql of [`update program_membership set state = 'ended'`, `update program_membership set path = 'application'`, 'delete from program_membership']) {
      await expect(stack.em().execute(`${sql} where organisation_id = ? and program = 'indirect_reseller'`, [organisationId])).rejects.toThrow('ORG-04');
    }
    // What can be lifted again is another matter (ORG-10).
    await stack.em().execute("update program_membership set state = 'suspended' where organisation_id = ?", [organisationId]);
  });
});
