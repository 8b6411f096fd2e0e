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

  override fetch(address: string, { method, body }: RequestInit): Promise<Response> {
    this.asked.push({ request: `${method} ${address}`, body: JSON.parse(String(body)) as unknown });
    return Promise.resolve({ ok: true, status: 200, headers: new Headers(), json: () => Promise.resolve({}) } as Response);
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
});
