import { TestBed } from '@angular/core/testing';
import { Injectable } from '@angular/core';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IndirectProvider } from '@tandem/partnership-contract';
import { Browser, provideWords } from '@tandem/platform-admin';
import { EntryForm } from './entry-form';

const ENTRY: IndirectProvider = {
  ...{ id: '0b000000-0000-4000-8000-000000000001', name: 'Nordwind', location: 'DE', regions: ['europe'], countries: ['AT', 'DE'], services: ['training'] },
  ...{ description: 'Trains.', website: 'https://nordwind.example', listed: true, attributes: { objectType: 'IndirectProvider', etag: '7' } },
};

/** Notes what is asked of the API. */
@Injectable()
class Outside extends Browser {
  readonly asked: { request: string; body: unknown }[] = [];
  answers: Record<string, unknown> = {};

  override fetch(address: string, { method, body }: RequestInit): Promise<Response> {
    this.asked.push({ request: `${method} ${address}`, body: JSON.parse(typeof body === 'string' ? body : 'null') as unknown });
    return Promise.resolve({ ok: true, status: 200, headers: new Headers(), json: () => Promise.resolve(this.answers[address] ?? {}) } as Response);
  }
}

describe('the form of a directory entry', () => {
  let outside: Outside;
  let entry: EntryForm;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [EntryForm, provideWords([]), { provide: Browser, useClass: Outside }] });
    outside = TestBed.inject(Browser) as Outside;
    entry = TestBed.inject(EntryForm);
  });

  it('names what is missing only after the first try, all of it at once', () => {
    entry.take(null);
    expect(entry.wrong()).toEqual([]);
    expect([entry.complete(), entry.wrong()]).toEqual([false, ['id', 'description', 'services']]);
  });

  it('API-01: refuses what the schema of the API refuses', () => {
    entry.take(ENTRY);
    entry.fields.website().value.set('javascript:alert(1)');
    entry.fields.countries().value.set('AT, DEU');
    entry.fields.email().value.set('nobody');
    entry.fields.phoneNumber().value.set('call me');
    expect([entry.complete(), entry.wrong()]).toEqual([false, ['countries', 'website', 'email', 'phoneNumber']]);
  });

  it('DIR-02: changes an entry with the etag it was read with; what was emptied is cleared', async () => {
    entry.take(ENTRY);
    entry.fields.website().value.set('');
    entry.fields.countries().value.set('at; ch');
    entry.tick('support');
    entry.tick('training');
    expect(entry.complete()).toBe(true);
    await entry.save();
    expect(outside.asked).toMatchObject([{ request: `PATCH /v1/indirectproviders/${ENTRY.id}`, body: { website: '', countries: ['AT', 'CH'], services: ['support'], attributes: { etag: '7' } } }]);
  });

  it('DIR-01: makes the entry of the chosen provider', async () => {
    entry.take(null);
    entry.fields.id().value.set(ENTRY.id);
    entry.fields.description().value.set('Supports.');
    entry.tick('support');
    expect(entry.complete()).toBe(true);
    await entry.save();
    expect(outside.asked).toMatchObject([{ request: 'POST /v1/indirectproviders', body: { id: ENTRY.id, description: 'Supports.', services: ['support'], listed: true } }]);
  });

  it('knows whether something typed is not saved', async () => {
    entry.take(ENTRY);
    expect(entry.dirty()).toBe(false);
    entry.fields.description().value.set('Trains and supports.');
    expect(entry.dirty()).toBe(true);
    entry.fields.description().value.set(ENTRY.description);
    expect(entry.dirty()).toBe(false);
    entry.tick('support');
    await entry.save();
    expect(entry.dirty()).toBe(false);
  });

  it('API-07: names who saved another version and where both differ; keeping the own one goes on from that version', async () => {
    const path = `/v1/indirectproviders/${ENTRY.id}`;
    outside.answers = {
      [path]: { ...ENTRY, website: 'https://other.example', attributes: { objectType: 'IndirectProvider', etag: '8' } },
      [`${path}/timeline`]: { items: [{ at: '2026-11-20T09:00:00Z', actor: { name: 'Olivia Prager' } }] },
    };
    entry.take(ENTRY);
    entry.fields.description().value.set('Mine.');
    const newer = await entry.newest();
    expect(newer).toMatchObject({ by: 'Olivia Prager', at: '2026-11-20T09:00:00Z' });
    expect(entry.differences(newer.record, (field) => field, String)).toEqual([
      { field: 'description', theirs: 'Trains.', mine: 'Mine.' },
      { field: 'website', theirs: 'https://other.example', mine: 'https://nordwind.example' },
    ]);
    entry.goOnFrom(newer.record);
    await entry.save();
    expect(outside.asked.at(-1)).toMatchObject({ request: `PATCH ${path}`, body: { description: 'Mine.', website: 'https://nordwind.example', attributes: { etag: '8' } } });
  });
});
