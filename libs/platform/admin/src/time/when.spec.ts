import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { provideWords } from '../i18n/provide-words';
import { Words } from '../i18n/words';
import type { Wording } from '../i18n/words';
import { BusinessClock } from './business-clock';
import { When } from './when';

const wording: Wording = { de: () => import('../i18n/de.json', { with: { type: 'json' } }), en: () => import('../i18n/en.json', { with: { type: 'json' } }) };

describe('how deadlines are written', () => {
  let when: When;
  beforeEach(async () => {
    // A Friday morning, whatever the zone of this machine.
    TestBed.configureTestingModule({ providers: [provideWords([wording]), { provide: BusinessClock, useValue: { now: () => Date.parse('2026-11-20T11:00:00Z') } }] });
    await TestBed.inject(Words).use('en');
    when = TestBed.inject(When);
  });

  it.each([
    ['2026-11-26T11:30:00Z', 'in 4 business days · Thu 26 Nov, '],
    ['2026-11-23T11:30:00Z', 'in 1 business day · Mon 23 Nov, '],
    ['2026-11-20T14:00:00Z', 'in 3 hours · Fri 20 Nov, '],
    ['2026-11-18T11:30:00Z', '2 business days ago · Wed 18 Nov, '],
    ['2026-12-20T11:30:00Z', 'in 30 days · Sun 20 Dec, '],
    ['2027-01-04T11:30:00Z', 'in 45 days · Mon 4 Jan 2027, '],
  ])('%s: %s', (iso, text) => expect(when.deadline(iso)).toContain(text));

  it('SEC-04: names zone and UTC, and says that no calendar of holidays was used', () => {
    expect(when.deadline('2026-11-26T11:30:00Z')).toMatch(/\d\d:\d\d \S+$/);
    expect(when.calendar('2026-11-26T11:30:00Z')).toMatch(/Monday to Friday in \S+, without a calendar of public holidays\. 2026-11-26 11:30 UTC$/);
    expect([when.deadline(undefined), when.calendar(undefined)]).toEqual(['–', null]);
  });

  it('leaves the month out where days stand in a row', async () => {
    expect(when.weekdayDay('2026-11-26T11:30:00Z')).toBe('Thu 26');
    await TestBed.inject(Words).use('de');
    expect(when.weekdayDay('2026-11-26T11:30:00Z')).toBe('Do. 26.');
  });

  it('speaks German', async () => {
    await TestBed.inject(Words).use('de');
    expect(when.deadline('2026-11-26T11:30:00Z')).toContain('in 4 Arbeitstagen · Do');
  });
});
