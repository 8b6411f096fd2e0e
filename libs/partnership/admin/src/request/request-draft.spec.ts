import { TestBed } from '@angular/core/testing';
import { Injectable } from '@angular/core';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Browser, provideWords } from '@tandem/platform-admin';
import { RequestDraft } from './request-draft';

const LINK = 'https://tandem.example/invite/k1a2b3c4d.019a.sig';
const json = (status: number, body: unknown): Response => ({ ok: status < 400, status, headers: new Headers(), json: () => Promise.resolve(body) }) as Response;

/** The API as far as a draft needs it: keeps one draft, raises its etag, refuses an old one. */
@Injectable()
class Outside extends Browser {
  readonly asked: string[] = [];
  etag = 1;
  text = { subject: 'Partnership', body: `Hello\n\n${LINK}`, html: '' };
  /** Whether answers let others go first. */
  slow = false;
  /** Runs while a change is on its way. */
  meanwhile: () => void = () => undefined;

  override async fetch(address: string, { method, body }: RequestInit): Promise<Response> {
    this.asked.push(`${method} ${address.replace(/^.*relationshiprequests/, '')}`);
    if (address.endsWith('/timeline')) return json(200, { items: [{ at: '2026-11-20T09:00:00Z', actor: { name: 'Svenja' } }] });
    if (this.slow) await new Promise((done) => setTimeout(done));
    const change = typeof body === 'string' ? (JSON.parse(body) as { emailDraft?: object; attributes?: { etag: string } }) : {};
    if (method === 'PATCH' && change.attributes?.etag !== String(this.etag)) return json(400, { code: 2055, description: '', data: [{ rule: 'API-07', reason: 'STALE', fix: '' }], source: 'Tandem' });
    if (method === 'PATCH') {
      this.etag++;
      Object.assign(this.text, change.emailDraft);
    }
    this.meanwhile();
    return json(200, { id: 'd1', state: 'draft', language: 'en', url: LINK, emailDraft: { ...this.text }, mailto: '', requestedBy: { name: '' }, attributes: { objectType: 'x', etag: String(this.etag) } });
  }
}

describe('a draft of a request', () => {
  let outside: Outside;
  let draft: RequestDraft;
  const type = (subject: string): void => draft.fields.subject().value.set(subject);

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [RequestDraft, provideWords([]), { provide: Browser, useClass: Outside }] });
    outside = TestBed.inject(Browser) as Outside;
    draft = TestBed.inject(RequestDraft);
    await draft.open(null);
  });

  it('INV-04: is complete only with the whole link, but may be saved without it', async () => {
    expect(draft.complete()).toBe(true);
    draft.fields.body().value.set('Hello');
    expect(draft.complete()).toBe(false);
    expect(draft.fields.body().errors()[0]?.message).toBe('LINK_MISSING');
    await draft.save();
    expect(outside.text.body).toBe('Hello');
  });

  it('is saved with the etag it knows, and only when something has changed', async () => {
    await draft.save();
    type('Ours');
    await draft.save();
    type('Ours again');
    await draft.save();
    await draft.save();
    expect(outside.asked).toEqual(['POST ', 'PATCH /d1', 'PATCH /d1']);
    expect(outside.text.subject).toBe('Ours again');
  });

  it('keeps what is typed while it is being saved', async () => {
    type('one');
    outside.meanwhile = () => {
      outside.meanwhile = () => undefined;
      type('one two');
    };
    await draft.save();
    expect(draft.text().subject).toBe('one two');
    await draft.save();
    expect(outside.text.subject).toBe('one two');
  });

  it('TIM-09: is sent only after what was chosen of it has been kept', async () => {
    outside.slow = true;
    void draft.time({ validDays: 10 });
    void draft.speak('de');
    type('Ours');
    await draft.save();
    expect([outside.etag, draft.request()?.attributes.etag, draft.saving().state]).toEqual([4, '4', 'saved']);
  });

  it('API-07: never writes over what somebody else has changed', async () => {
    outside.etag = 7;
    type('Mine');
    await expect(draft.save()).rejects.toMatchObject({ reason: 'STALE' });
    expect(draft.saving().state).toBe('stale');
    expect(outside.text.subject).toBe('Partnership');
    expect(draft.text().subject).toBe('Mine');
  });

  it('API-07: names who saved another version; it is taken, or written over only when that is said', async () => {
    outside.etag = 7;
    type('Mine');
    await draft.save().catch(() => undefined);
    expect(draft.theirs()).toMatchObject({ by: 'Svenja', at: '2026-11-20T09:00:00Z', request: { emailDraft: { subject: 'Partnership' } } });
    await draft.keepMine();
    expect([outside.text.subject, draft.saving().state, draft.theirs()]).toEqual(['Mine', 'saved', null]);
    outside.etag = 20;
    outside.text.subject = 'Theirs';
    type('Mine again');
    await draft.save().catch(() => undefined);
    await draft.reload();
    expect([draft.text().subject, draft.saving().state]).toEqual(['Theirs', 'saved']);
  });

  it('is withdrawn when nothing was done in it, and kept when something was', async () => {
    await draft.leave();
    expect(outside.asked.at(-1)).toBe('POST /d1/revoke');
    type('Ours');
    draft.changed();
    await draft.leave();
    expect(outside.asked.at(-1)).toBe('PATCH /d1');
  });
});
