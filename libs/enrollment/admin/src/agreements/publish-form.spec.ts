import { Injectable } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { AgreementTemplate } from '@tandem/enrollment-contract';
import { Browser, BusinessClock, provideWords } from '@tandem/platform-admin';
import { PublishForm } from './publish-form';

const part = (title: string) => ({ title, text: 'Text.', hash: 'a'.repeat(64) });
const VERSION: AgreementTemplate = {
  ...{ id: '0f000000-0000-4000-8000-000000000001', agreementType: 'PartnerAgreement', versionRank: 1, titles: { de: 'Vertrag', en: 'Agreement' }, state: 'current', countries: ['AT', 'CH'] },
  ...{ effectiveFrom: '2026-01-01T00:00:00.000Z', publishedAt: '2026-01-01T00:00:00.000Z', documents: { de: part('Vertrag'), en: part('Agreement') }, attributes: { objectType: 'AgreementTemplate' } },
};
const COMPARISON = { documents: { de: [], en: [] }, asked: { count: 1, more: false } };

/** Notes what is asked of the API. */
@Injectable()
class Outside extends Browser {
  readonly asked: { address: string; body: Record<string, unknown> }[] = [];

  override fetch(address: string, { body }: RequestInit): Promise<Response> {
    this.asked.push({ address, body: JSON.parse(typeof body === 'string' ? body : '{}') as Record<string, unknown> });
    const answer = address.endsWith('comparisons') ? COMPARISON : { id: 'new' };
    return Promise.resolve({ ok: true, status: 200, headers: new Headers(), json: () => Promise.resolve(answer) } as Response);
  }
}

describe('the next version of an agreement', () => {
  let outside: Outside;
  let written: PublishForm;

  beforeEach(() => {
    const clock = { now: () => Date.parse('2026-03-06T10:00:00Z') };
    TestBed.configureTestingModule({ providers: [PublishForm, provideWords([]), { provide: Browser, useClass: Outside }, { provide: BusinessClock, useValue: clock }] });
    outside = TestBed.inject(Browser) as Outside;
    written = TestBed.inject(PublishForm);
    written.take(VERSION);
  });

  it('AGR-01: begins as the newest version, and names what is missing in either language', () => {
    expect([written.fields.de.title().value(), written.fields.countries().value(), written.dirty(), written.missing()]).toEqual(['Vertrag', 'AT, CH', false, []]);
    written.fields.en.text().value.set('  ');
    written.fields.de.title().value.set('');
    expect([written.dirty(), written.missing()]).toEqual([true, ['documents.de.title', 'documents.en.text']]);
  });

  it('GEO-02: goes on for the regions of the newest version, until one is taken out', async () => {
    written.take({ ...VERSION, regions: ['europe', 'africa'] });
    written.toggle('africa');
    written.toggle('brazil');
    await written.publish();
    written.take(VERSION);
    await written.publish();
    expect(outside.asked.map(({ body }) => [body['regions'], body['countries']])).toEqual([[['europe', 'brazil'], ['AT', 'CH']], [undefined, ['AT', 'CH']]]);
  });

  it('SM-4: shows a comparison of exactly what is written, and none after another letter', async () => {
    expect(written.comparison()).toBeNull();
    await written.compare();
    expect(written.comparison()).toEqual(COMPARISON);
    written.fields.countries().value.set('AT');
    expect(written.comparison()).toBeNull();
  });

  it('SM-4: counts at once, or from the beginning of a later day on', async () => {
    await written.publish();
    written.fields.effectiveFrom().value.set(written.today());
    await written.publish();
    written.fields.effectiveFrom().value.set('2026-04-01');
    await written.publish();
    expect(outside.asked.map(({ body }) => body['effectiveFrom'])).toEqual([undefined, undefined, new Date('2026-04-01T00:00').toISOString()]);
    expect(outside.asked[0]?.body).toMatchObject({ agreementType: 'PartnerAgreement', countries: ['AT', 'CH'], documents: { de: { title: 'Vertrag', text: 'Text.' } } });
    expect(written.dirty()).toBe(false);
  });
});
