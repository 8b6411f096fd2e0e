import { Injectable } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ApiClient, Browser, provideWords } from '@tandem/platform-admin';
import { ImportRun } from './import-run';
import { REQUEST_IMPORT_FACE } from './request-import.face';

const json = (status: number, body: unknown): Response => ({ ok: status < 400, status, headers: new Headers(), json: () => Promise.resolve(body) }) as Response;

/** The API as far as an import needs it: keeps one, raises its etag, refuses an old one, and takes its time. */
@Injectable()
class Outside extends Browser {
  etag = 1;
  state = 'checked';
  mapping: Record<string, string> = { email: 'E-Mail', name: 'Firma' };

  override async fetch(address: string, { method, body }: RequestInit): Promise<Response> {
    const change = typeof body === 'string' ? (JSON.parse(body) as { mapping?: Record<string, string>; attributes?: { etag: string } }) : {};
    const stale = method === 'PATCH' && change.attributes?.etag !== String(this.etag);
    await new Promise((done) => setTimeout(done, 5));
    if (stale) return json(400, { code: 2055, description: '', data: [{ rule: 'API-07', reason: 'STALE', fix: '' }], source: 'Tandem' });
    if (method === 'PATCH') this.mapping = change.mapping ?? this.mapping;
    if (address.endsWith('/start')) this.state = 'running';
    this.etag++;
    return json(200, { id: 'i1', state: this.state, mapping: this.mapping, counts: {}, language: 'de', attributes: { objectType: 'x', etag: String(this.etag) } });
  }
}

describe('an import as a person works on it', () => {
  let outside: Outside;
  let run: ImportRun;

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideWords([]), { provide: Browser, useClass: Outside }] });
    outside = TestBed.inject(Browser) as Outside;
    run = new ImportRun(TestBed.inject(ApiClient), () => REQUEST_IMPORT_FACE);
    await run.open('i1');
  });

  it('IMP-03: columns that are chosen faster than they are saved all count, in their order', async () => {
    await Promise.all([run.map('name', ''), run.map('note', 'Notiz'), run.map('name', 'Firma 2')]);
    expect(run.fault()).toBeNull();
    expect(outside.mapping).toEqual({ email: 'E-Mail', note: 'Notiz', name: 'Firma 2' });
    expect(run.current()?.mapping).toEqual(outside.mapping);
  });

  it('is busy until the last of what was asked for is done', async () => {
    const first = run.map('name', '');
    const second = run.map('name', 'Firma');
    await first;
    expect(run.busy()).toBe(true);
    await second;
    expect(run.busy()).toBe(false);
  });

  it('drops what was asked of a file that is let go of', async () => {
    const changed = run.map('name', '');
    const started = run.steer('start');
    run.forget();
    expect(await Promise.all([changed, started])).toEqual([false, false]);
    expect([run.current(), run.fault(), run.busy(), outside.state]).toEqual([undefined, null, false, 'checked']);
  });
});
