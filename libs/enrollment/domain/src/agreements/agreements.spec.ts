import { describe, expect, it } from '@jest/globals';
import { newId } from '@tandem/platform-kernel';
import { covers, inMarket } from './agreement-market';
import { AgreementSignature, lockOf, requireCurrent, requireRipe } from './agreement-signature';
import { AgreementTemplate, currentFor } from './agreement-template';
import type { NewVersion } from './agreement-template';
import { hashOfAgreement } from './agreement-text';

const now = new Date('2026-03-06T10:00:00Z');
const later = new Date('2026-04-01T00:00:00Z');
const documents = { de: { title: 'Partnervertrag', text: '# 1. Worum es geht\n\nSie verkaufen.' }, en: { title: 'Partner agreement', text: '# 1. What it is about\n\nYou sell.' } };
const publish = (given: Partial<NewVersion> = {}, newest: AgreementTemplate | null = null): AgreementTemplate =>
  AgreementTemplate.publish({ agreementType: 'PartnerAgreement', documents, ...given, newest, now, publishedBy: newId() });
const reason = (work: () => unknown): unknown[] => {
  try {
    work();
    return [];
  } catch (error) {
    return (error as { refusals: { rule: string; reason: string; field?: string }[] }).refusals.map((one) => [one.rule, one.reason, one.field]);
  }
};
const signing = { organisation: { id: newId(), country: 'AT' }, signer: { userId: newId(), name: 'Greta Ahrens', email: 'ga@a.example' }, language: 'de' as const, ip: '192.0.2.1', now };

describe('a version of an agreement', () => {
  it('AGR-01: is refused without German and English, with everything that is missing', () => {
    expect(reason(() => publish({ documents: {} }))).toEqual(['de.title', 'de.text', 'en.title', 'en.text'].map((field) => ['AGR-01', 'AGREEMENT_LANGUAGE_MISSING', `documents.${field}`]));
    expect(reason(() => publish({ documents: { ...documents, en: { title: 'Partner agreement', text: ' \n ' } } }))).toEqual([['AGR-01', 'AGREEMENT_LANGUAGE_MISSING', 'documents.en.text']]);
  });

  it('SM-4: does not take effect before now', () => {
    expect(reason(() => publish({ effectiveFrom: new Date(now.getTime() - 1) }))).toEqual([['SM-4', 'AGREEMENT_EFFECTIVE_PAST', 'effectiveFrom']]);
    expect([publish().effectiveFrom, publish({ effectiveFrom: later }).effectiveFrom]).toEqual([now, later]);
  });

  it('SM-4: is not published again when it says the same to the same', () => {
    const first = publish();
    const spaced = { ...documents, en: { title: ' Partner  agreement ', text: documents.en.text.replaceAll('\n', '\r\n') } };
    expect(reason(() => publish({ documents: spaced }, first))).toEqual([['SM-4', 'AGREEMENT_UNCHANGED', undefined]]);
    expect(publish({ countries: ['AT'] }, first).versionRank).toBe(2);
    expect(publish({ documents: { ...documents, en: { ...documents.en, text: 'You may sell.' } } }, first).versionRank).toBe(2);
  });

  it('GEO-02: names regions and countries that there are', () => {
    expect(reason(() => publish({ regions: ['europe', 'atlantis'], countries: ['AT', 'KP'] }))).toEqual([['GEO-02', 'REGION_UNKNOWN', 'regions'], ['GEO-03', 'COUNTRY_UNSUPPORTED', 'countries']]);
  });

  it('GEO-02: names each part of its market once, in order', () => {
    expect(publish({ regions: ['india', 'europe', 'india'], countries: ['JP', 'AT', 'JP'] })).toMatchObject({ regions: ['europe', 'india'], countries: ['AT', 'JP'] });
    expect(publish({ regions: [], countries: [] })).toMatchObject({ regions: null, countries: null });
  });

  it('GEO-02: is for the countries of its market alone', () => {
    const european = publish({ regions: ['europe'] });
    expect(reason(() => european.requireFor('US'))).toEqual([['GEO-02', 'AGREEMENT_ELSEWHERE', 'country']]);
    expect(reason(() => european.requireFor('AT'))).toEqual([]);
  });

  it('AGR-10: has a hash over exactly title and text, by language', () => {
    const { de, en } = publish().documents;
    expect(de.hash).toBe(hashOfAgreement(documents.de));
    expect(de.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(en.hash).not.toBe(de.hash);
    // Worked out beside: printf 'a\n\nb' | sha256sum
    expect(hashOfAgreement({ title: 'a', text: 'b' })).toBe('38022fd2b8dbc5cb3d2cee74e083edbf59e3d4e13d067ebcb5db633d4cff4d8c');
  });
});

describe('the version that counts', () => {
  it('SM-4: is the newest of those that have taken effect where the organisation is', () => {
    const world = publish();
    const europe = publish({ regions: ['europe'] }, world);
    const germany = publish({ countries: ['DE'], effectiveFrom: later }, europe);
    const all = [germany, world, europe];
    expect(currentFor(all, 'US', now)?.versionRank).toBe(1);
    expect(currentFor(all, 'DE', now)?.versionRank).toBe(2);
    expect(currentFor(all, 'DE', later)?.versionRank).toBe(3);
    expect(currentFor(all, 'AT', later)?.versionRank).toBe(2);
    expect(currentFor([europe], 'US', now)).toBeUndefined();
    expect(currentFor(all, 'KP', now)).toBeUndefined();
  });

  it('SM-4: is the only one that can be signed', () => {
    const first = publish();
    const second = publish({ regions: ['europe'] }, first);
    const third = publish({ effectiveFrom: later }, second);
    expect(reason(() => requireCurrent(first, second, now))).toEqual([['SM-4', 'AGREEMENT_SUPERSEDED', undefined]]);
    expect(reason(() => requireCurrent(third, second, now))).toEqual([['SM-4', 'AGREEMENT_NOT_EFFECTIVE', undefined]]);
    expect(reason(() => requireCurrent(second, second, now))).toEqual([]);
  });

  it('GEO-02: knows which markets another one covers', () => {
    const everywhere = { regions: null, countries: null };
    const europe = { regions: ['europe'], countries: null };
    const alps = { regions: null, countries: ['AT', 'CH'] };
    expect([covers(everywhere, europe), covers(europe, alps), covers(alps, europe), covers(europe, everywhere)]).toEqual([true, true, false, false]);
    expect([inMarket(alps, 'AT'), inMarket(alps, 'DE'), inMarket(everywhere, 'XX')]).toEqual([true, false, false]);
  });
});

describe('a signature', () => {
  const ripe = { qualified: true, reseller: false, mpnAssociated: true };

  it('AGR-02: needs a company that is approved, or a reseller already', () => {
    expect(reason(() => requireRipe({ ...ripe, qualified: false }))).toEqual([['AGR-02', 'NOT_QUALIFIED', undefined]]);
    expect(reason(() => requireRipe({ ...ripe, qualified: false, reseller: true }))).toEqual([]);
  });

  it('MPN-07: needs an associated MPN ID', () => {
    expect(reason(() => requireRipe({ ...ripe, mpnAssociated: false }))).toEqual([['MPN-07', 'MPN_REQUIRED', undefined]]);
    expect([lockOf(ripe), lockOf({ qualified: false, reseller: false, mpnAssociated: false })]).toEqual([undefined, 'NOT_QUALIFIED']);
  });

  it('AGR-10: is refused when another document was read', () => {
    const template = publish();
    expect(reason(() => AgreementSignature.sign(template, { ...signing, documentHash: template.documents.en.hash }))).toEqual([['AGR-10', 'AGREEMENT_CHANGED', 'documentHash']]);
  });

  it('AGR-05: keeps version, hash, region, person, address and time', () => {
    const template = publish();
    const signature = AgreementSignature.sign(template, { ...signing, documentHash: template.documents.de.hash });
    expect(signature).toMatchObject({ templateId: template.id, versionRank: 1, language: 'de', documentHash: template.documents.de.hash, region: 'europe', signedBy: signing.signer.userId });
    expect(signature).toMatchObject({ signerName: 'Greta Ahrens', signerEmail: 'ga@a.example', signedAt: now, ip: '192.0.2.1', source: 'signed', evidence: null });
    expect(reason(() => AgreementSignature.sign(template, { ...signing, organisation: { id: newId(), country: 'KP' } }))).toEqual([['GEO-03', 'COUNTRY_UNSUPPORTED', 'country']]);
  });
});
