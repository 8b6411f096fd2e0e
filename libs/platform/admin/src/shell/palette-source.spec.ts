import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Role } from '@tandem/platform-contract';
import { provideWords } from '../i18n/provide-words';
import { ME_SOURCE, Session } from '../session/session';
import { CLOCK_SOURCE } from '../time/business-clock';
import { MENU } from './menu-entry';
import { PALETTE, RECORD_SEARCHES } from './palette-entry';
import type { FoundRecord } from './palette-entry';
import { PaletteSource } from './palette-source';
import { Recents } from './recents';

const paused = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 260));
const record = (name: string): FoundRecord => ({ id: name, name, detail: '', path: `/records?q=${name}` });

describe('what the palette shows', () => {
  let asked: string[];
  let answer: (text: string) => Promise<readonly FoundRecord[]>;

  async function palette(role: Role): Promise<PaletteSource> {
    const me = { user: { id: '1', email: 'a@b.example', firstName: 'Anna', lastName: 'Weber' }, organisation: { id: '2', name: 'B', country: 'DE' }, programs: ['indirect_provider'], roles: [{ role }], sandbox: false };
    const find = (text: string) => {
      asked.push(text);
      return answer(text);
    };
    TestBed.resetTestingModule().configureTestingModule({
      providers: [
        provideRouter([{ path: '**', children: [] }]),
        provideWords([]),
        { provide: ME_SOURCE, useValue: () => Promise.resolve(me) },
        { provide: CLOCK_SOURCE, useValue: { read: () => Promise.resolve('2026-11-20T09:00:00Z'), advance: () => Promise.resolve('2026-11-20T09:00:00Z') } },
        { provide: MENU, useValue: [{ path: 'resellers', label: 'menu.resellers', icon: 'truck', action: 'partnership.request', key: 'r', order: 1 }] },
        { provide: PALETTE, useValue: [{ id: 'ask', label: 'acts.ask', icon: 'plus', action: 'partnership.request', does: '/resellers?draft=new' }] },
        { provide: RECORD_SEARCHES, useValue: [{ label: 'menu.resellers', icon: 'truck', action: 'partnership.request', make: () => find }] },
        PaletteSource,
      ],
    });
    await TestBed.inject(Session).load();
    return TestBed.inject(PaletteSource);
  }

  const ids = (source: PaletteSource): string[] => source.groups().flatMap((group) => group.items.map((item) => item.id));

  beforeEach(() => {
    localStorage.clear();
    asked = [];
    answer = (text) => Promise.resolve([record(text)]);
  });

  it('ROL-01: leaves out pages, acts and records that are not for the person', async () => {
    expect(ids(await palette('sales_agent'))).toEqual(expect.arrayContaining(['page:resellers', 'ask']));
    const source = await palette('helpdesk_agent');
    source.type('alp');
    await paused();
    expect([ids(source).filter((id) => /page|ask|record/.test(id)), asked]).toEqual([[], []]);
  });

  it('searches records once after typing has paused, from two letters on', async () => {
    const source = await palette('sales_agent');
    for (const text of ['a', 'al', 'alp']) source.type(text);
    expect(source.busy()).toBe(true);
    await paused();
    expect([asked, ids(source).at(-1), source.busy()]).toEqual([['alp'], 'record:alp', false]);
    source.type('x');
    await paused();
    expect([asked.length, ids(source)]).toEqual([1, []]);
  });

  it('drops a slow answer to what is typed no more', async () => {
    const source = await palette('sales_agent');
    let slow: (found: readonly FoundRecord[]) => void = () => undefined;
    answer = () => new Promise((resolve) => (slow = resolve));
    source.type('old');
    await paused();
    answer = (text) => Promise.resolve([record(text)]);
    source.type('new');
    await paused();
    slow([record('old')]);
    await Promise.resolve();
    expect(ids(source)).toEqual(['record:new']);
  });

  it('says that records could not be searched, and searches again', async () => {
    const source = await palette('sales_agent');
    answer = () => Promise.reject(new Error('no'));
    source.type('alp');
    await paused();
    expect([source.failed(), source.busy()]).toEqual([true, false]);
    answer = (text) => Promise.resolve([record(text)]);
    source.again();
    await paused();
    expect([source.failed(), ids(source)]).toEqual([false, ['record:alp']]);
  });

  it('begins with what was chosen last; names of records stay off the device', async () => {
    const source = await palette('sales_agent');
    source.groups().flatMap((group) => group.items).find((item) => item.id === 'ask')?.run();
    source.type('alp');
    await paused();
    source.groups().flatMap((group) => group.items).find((item) => item.id === 'record:alp')?.run();
    source.type('');
    expect(ids(source).slice(0, 2)).toEqual(['recent:record:alp', 'recent:ask']);
    expect(JSON.stringify({ ...localStorage })).not.toContain('alp');
    const later = await palette('sales_agent');
    expect(TestBed.inject(Recents).ids()).toEqual(['ask']);
    expect(ids(later)[0]).toBe('recent:ask');
  });
});
