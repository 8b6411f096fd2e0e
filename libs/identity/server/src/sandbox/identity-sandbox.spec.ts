import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Organisation, PartnerUser } from '@tandem/identity-domain';
import { SystemClock } from '@tandem/platform-kernel';
import { testDatabase } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { OrganisationDirectory } from '../directory/organisation-directory';
import { identityDatabase } from '../identity-database';
import { opens } from '../secrets/secret-hash';
import { CAST, SANDBOX_PASSWORD } from './cast.data';
import { castId, identitySandbox } from './identity-sandbox';

describe('the cast', () => {
  let database: TestDatabase;
  let directory: OrganisationDirectory;
  beforeAll(async () => {
    database = await testDatabase(identityDatabase);
    await identitySandbox.seed(database.em(), new SystemClock());
    directory = new OrganisationDirectory(database.em());
  });
  afterAll(() => database.close());

  it('has every organisation with its country, programs and MPN location', async () => {
    const profiles = await directory.byIds(CAST.map(({ id }) => id));
    expect(profiles).toHaveLength(CAST.length);
    for (const cast of CAST) {
      const profile = profiles.find(({ id }) => id === cast.id);
      expect(profile).toMatchObject({
        name: cast.name,
        domain: cast.domain,
        country: cast.country,
        programs: cast.program ? [cast.program] : [],
      });
      expect(profile?.mpn?.mpnId).toBe(cast.associated);
    }
    expect(profiles.find(({ domain }) => domain === 'alpenblick.example')?.signed).toEqual(['indirect_reseller']);
  });

  it('has people whose ids are the same every time, with the common password', async () => {
    const user = await database.em().findOneOrFail(PartnerUser, { email: 'ga@nordwind.example' });
    expect(user.id).toBe(castId('ga@nordwind.example'));
    expect(await opens(SANDBOX_PASSWORD, [user.passwordHash])).toBe(true);
    expect(await opens('Tandem-sandbox-2', [user.passwordHash])).toBe(false);
  });

  it('names who holds a role, for whoever lacks it', async () => {
    expect(await directory.holdersOf('0c000000-0000-4000-8000-000000000001', ['global_admin'])).toEqual(['Katharina Huber']);
    expect(await directory.holdersOf('0c000000-0000-4000-8000-000000000001', ['operator'])).toEqual([]);
  });

  it('MPN-04: one location belongs to one organisation, also when two ask at once', async () => {
    await expect(
      database
        .em()
        .execute(`insert into mpn_association (id, organisation_id, mpn_id, since) values (gen_random_uuid(), ?, '6300001', now())`, [
          '0c000000-0000-4000-8000-000000000003',
        ]),
    ).rejects.toThrow('mpn_association_in_use_unique');
  });

  it('ORG-02: a program is held once, also when two grant it at once', async () => {
    await expect(
      database
        .em()
        .execute(
          `insert into program_membership (id, organisation_id, program, state, path, since) values (gen_random_uuid(), ?, 'indirect_reseller', 'active', 'application', now())`,
          ['0c000000-0000-4000-8000-000000000001'],
        ),
    ).rejects.toThrow('program_membership_held_unique');
  });

  it('API-07: two changes of one organisation at once do not overwrite each other', async () => {
    const [one, other] = [database.em(), database.em()];
    const lagune = { domain: 'lagune.example' };
    const [first, second] = await Promise.all([one.findOneOrFail(Organisation, lagune), other.findOneOrFail(Organisation, lagune)]);
    first.settleIn('BE', []);
    second.settleIn('LU', []);
    await one.flush();
    await expect(other.flush()).rejects.toThrow(/optimistic lock/i);
  });
});
