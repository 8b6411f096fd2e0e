import { TestBed } from '@angular/core/testing';
import { Injectable } from '@angular/core';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import { Browser, provideWords } from '@tandem/platform-admin';
import { ApplicationDraft } from './application-draft';
import { CONTACT_EMAIL, LEGAL } from './application-fields';

const ID = '0c000000-0000-4000-8000-000000000001';
const NAME = `${LEGAL}.companyName`;
const CITY = `${LEGAL}.address.city`;

const enrollment = (version: number, given: { companyName?: string; city?: string } = {}): EnrollmentView =>
  ({
    ...{ id: ID, state: 'draft', path: 'application', stuck: false, issues: [], requiredFields: [], checks: [], attributes: { objectType: 'Enrollment', etag: String(version) } },
    legalBusinessProfile: { companyName: given.companyName ?? 'Lagune', address: { city: given.city ?? 'Nantes', country: 'FR' } },
    supportProfile: {},
  }) as unknown as EnrollmentView;

/** Answers as an API would of which somebody else is a user too. */
@Injectable()
class Outside extends Browser {
  readonly sent: { legalBusinessProfile?: unknown; attributes?: { etag: string } }[] = [];
  now = enrollment(1);
  /** Runs before a change is answered: what happens meanwhile. */
  meanwhile: () => void = () => undefined;
  refuses: { status: number; reason: string } | null = null;

  override wait(): Promise<void> {
    return Promise.resolve();
  }

  override fetch(address: string, { method, body }: RequestInit): Promise<Response> {
    const answer = (status: number, content: unknown) => Promise.resolve({ ok: status < 300, status, headers: new Headers(), json: () => Promise.resolve(content) } as Response);
    const refusal = (reason: string) => ({ code: 1, description: reason, source: 'Tandem', data: [{ rule: 'API-07', reason, fix: '' }] });
    if (address.endsWith('/timeline')) return answer(200, { items: [{ id: ID, kind: 'event', at: '2026-01-01T00:00:00.000Z', type: 'enrollment.started', actor: { name: 'Mara Lind', organisation: 'Lagune' } }] });
    if (method !== 'PATCH') return answer(200, this.now);
    const given = JSON.parse(String(body)) as (typeof this.sent)[number] & { legalBusinessProfile?: { companyName?: string; address?: { city?: string } } };
    this.sent.push(given);
    this.meanwhile();
    if (this.refuses) return answer(this.refuses.status, refusal(this.refuses.reason));
    if (given.attributes?.etag !== this.now.attributes.etag) return answer(400, refusal('STALE'));
    const { companyName, address: place } = this.now.legalBusinessProfile;
    this.now = enrollment(Number(this.now.attributes.etag) + 1, { companyName: given.legalBusinessProfile?.companyName ?? companyName ?? '', city: given.legalBusinessProfile?.address?.city ?? place?.city ?? '' });
    return answer(200, this.now);
  }
}

describe('the form of an enrollment, which saves itself', () => {
  let outside: Outside;
  let draft: ApplicationDraft;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [ApplicationDraft, provideWords([]), { provide: Browser, useClass: Outside }] });
    outside = TestBed.inject(Browser) as Outside;
    draft = TestBed.inject(ApplicationDraft);
    draft.take(outside.now);
  });

  it('sends what was typed and nothing else, with the version it knows; what is saved is not sent again', async () => {
    draft.write(NAME, 'Lagune Services ');
    expect(await draft.save()).toBe(true);
    expect(outside.sent).toEqual([{ legalBusinessProfile: { companyName: 'Lagune Services' }, attributes: { etag: '1' } }]);
    expect([await draft.save(), outside.sent.length, draft.unsaved()]).toEqual([true, 1, []]);
  });

  it('keeps the blank at the end of a word that is being typed', async () => {
    draft.write(NAME, 'Lagune Services ');
    expect([await draft.save(), outside.now.legalBusinessProfile.companyName, draft.texts()[NAME]]).toEqual([true, 'Lagune Services', 'Lagune Services ']);
  });

  it('saves what was typed while it was being saved, one call after the other', async () => {
    draft.write(NAME, 'Lagune S');
    outside.meanwhile = () => {
      outside.meanwhile = () => undefined;
      draft.write(NAME, 'Lagune Services');
    };
    expect(await draft.save()).toBe(true);
    expect(outside.sent.map(({ attributes }) => attributes?.etag)).toEqual(['1', '2']);
    expect(outside.now.legalBusinessProfile.companyName).toBe('Lagune Services');
  });

  it('sends once what two ask to be saved: the pause after a key, and leaving the field', async () => {
    draft.write(NAME, 'Lagune Services');
    expect([await Promise.all([draft.save(), draft.save()]), outside.sent.length]).toEqual([[true, true], 1]);
  });

  it('says that it could not be saved and loses nothing; the next change saves both', async () => {
    outside.refuses = { status: 409, reason: 'ENROLLMENT_LOCKED' };
    draft.write(NAME, 'Lagune Services');
    expect([await draft.save(), draft.unsaved(), draft.texts()[NAME]]).toEqual([false, [NAME], 'Lagune Services']);
    expect(draft.fault()).toMatchObject({ reason: 'ENROLLMENT_LOCKED' });
    outside.refuses = null;
    draft.write(CITY, 'Rezé');
    expect([await draft.save(), draft.fault()]).toEqual([true, null]);
    expect(outside.now.legalBusinessProfile).toMatchObject({ companyName: 'Lagune Services', address: { city: 'Rezé' } });
  });

  it('API-07: takes over what somebody else saved in other fields, and saves its own with it', async () => {
    outside.now = enrollment(5, { city: 'Rezé' });
    draft.write(NAME, 'Lagune Services');
    expect(await draft.save()).toBe(true);
    expect([draft.texts()[CITY], outside.now.legalBusinessProfile.companyName]).toEqual(['Rezé', 'Lagune Services']);
  });

  it('API-07: writes nothing over what somebody else saved in the same field before it was compared', async () => {
    outside.now = enrollment(5, { companyName: 'Lagune SARL' });
    draft.write(NAME, 'Lagune Services');
    expect([await draft.save(), draft.texts()[NAME], outside.now.legalBusinessProfile.companyName]).toEqual([false, 'Lagune Services', 'Lagune SARL']);
    // Nobody is named for what was typed into a draft.
    expect(draft.newer()).toMatchObject({ by: '' });
    await draft.keep();
    expect(outside.now.legalBusinessProfile.companyName).toBe('Lagune Services');
  });

  it('API-07: names who corrected a submitted one', async () => {
    const submitted = (version: number, companyName: string) => ({ ...enrollment(version, { companyName }), state: 'rejected' as const, submittedAt: '2026-01-01T00:00:00.000Z' });
    draft.take(submitted(2, 'Lagune'));
    outside.now = submitted(5, 'Lagune SARL');
    draft.write(NAME, 'Lagune Services');
    expect([await draft.save(), draft.newer()?.by]).toEqual([false, 'Mara Lind']);
  });

  it('API-07: or gives up what was typed for it', async () => {
    outside.now = enrollment(5, { companyName: 'Lagune SARL' });
    draft.write(NAME, 'Lagune Services');
    await draft.save();
    draft.giveUp();
    expect([draft.texts()[NAME], draft.newer(), draft.unsaved()]).toEqual(['Lagune SARL', null, []]);
  });

  it('takes nothing back when a reading arrives that is older than what was saved since', async () => {
    const older = outside.now;
    draft.write(NAME, 'Lagune Services');
    await draft.save();
    draft.take(older);
    expect(draft.texts()[NAME]).toBe('Lagune Services');
  });

  it('begins anew with another enrollment', () => {
    draft.write(CONTACT_EMAIL, 'paul@lagune.example');
    draft.take({ ...enrollment(1), id: '0c000000-0000-4000-8000-000000000002' });
    expect([draft.texts()[CONTACT_EMAIL], draft.unsaved()]).toEqual(['', []]);
  });
});
