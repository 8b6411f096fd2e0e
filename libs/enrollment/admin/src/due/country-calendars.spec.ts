import { Injectable } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import { Browser, provideWords, Session } from '@tandem/platform-admin';
import { CountryCalendars } from './country-calendars';

/** Answers with one public holiday, and notes what is asked of the API. */
@Injectable()
class Outside extends Browser {
  readonly asked: string[] = [];
  free = '2026-12-25';

  override fetch(address: string): Promise<Response> {
    this.asked.push(address.slice(address.indexOf('?')));
    const items = [{ country: 'FR', day: this.free, kind: 'free', source: 'holiday', note: 'Noël' }];
    return Promise.resolve({ ok: true, status: 200, headers: new Headers(), json: () => Promise.resolve({ items }) } as Response);
  }
}

function calendarsOf(mayRead: boolean): { calendars: CountryCalendars; outside: Outside } {
  TestBed.configureTestingModule({ providers: [provideWords([]), { provide: Browser, useClass: Outside }, { provide: Session, useValue: { may: () => mayRead } }] });
  return { calendars: TestBed.inject(CountryCalendars), outside: TestBed.inject(Browser) as Outside };
}
const answered = () => new Promise((resolve) => setTimeout(resolve));

describe('the business calendars of countries', () => {
  it('TIM-01: a year is read once, when a day of it is first asked for', async () => {
    const { calendars, outside } = calendarsOf(true);
    const exception = calendars.of('FR');
    expect([exception('2026-12-25'), exception('2026-12-24')]).toEqual([undefined, undefined]);
    await answered();
    expect([exception('2026-12-25'), exception('2026-12-24'), outside.asked]).toEqual(['free', undefined, ['?country=FR&year=2026']]);
  });

  it('TIM-01: what was changed is read anew, and until then the days stay', async () => {
    const { calendars, outside } = calendarsOf(true);
    calendars.of('FR')('2026-12-24');
    await answered();
    outside.free = '2026-12-24';
    calendars.forget('FR');
    expect(calendars.of('FR')('2026-12-25')).toBe('free');
    await answered();
    expect([calendars.of('FR')('2026-12-25'), calendars.of('FR')('2026-12-24')]).toEqual([undefined, 'free']);
  });

  it('ROL-01: whoever may not read them asks nothing, and Monday to Friday count', async () => {
    const { calendars, outside } = calendarsOf(false);
    expect([calendars.of('FR')('2026-12-25'), calendars.of(undefined)('2026-12-25')]).toEqual([undefined, undefined]);
    await answered();
    expect(outside.asked).toEqual([]);
  });
});
