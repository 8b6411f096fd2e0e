import { Injectable } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { endpoint } from '@tandem/platform-contract';
import * as z from 'zod';
import { addressOf, ApiClient } from './api-client';
import { ApiFault } from './api-fault';
import { Browser } from './browser';

const read = endpoint({ method: 'GET', path: '/v1/things/:id', action: 'signed-in', summary: '', tag: '', params: z.object({ id: z.string() }), response: z.object({ id: z.string() }) });
const change = endpoint({ method: 'PATCH', path: '/v1/things', action: 'signed-in', summary: '', tag: '', body: z.object({ name: z.string() }), response: z.object({ id: z.string() }) });

const json = (status: number, body: unknown): Response =>
  ({ ok: status < 400, status, headers: new Headers({ 'ms-correlationid': 'c-1' }), json: () => Promise.resolve(body) }) as Response;
const refusal = (reason: string) => ({ code: 1, description: 'no', data: [{ rule: 'X-01', reason, fix: 'fix', field: 'name' }], source: 'Tandem' });

/** The outside world: answers in order, and what was asked. */
@Injectable()
class Outside extends Browser {
  readonly asked: { address: string; request: RequestInit }[] = [];
  answers: (Response | Error)[] = [];
  signedOut = 0;
  private ids = 0;
  override fetch(address: string, request: RequestInit): Promise<Response> {
    this.asked.push({ address, request });
    const answer = this.answers.shift() ?? new Error('offline');
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }
  override wait = (): Promise<void> => Promise.resolve();
  override newId = (): string => `id-${++this.ids}`;
  override signIn = (): void => void this.signedOut++;
}

describe('calling the API', () => {
  let outside: Outside;
  let api: ApiClient;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [{ provide: Browser, useClass: Outside }] });
    outside = TestBed.inject(Browser) as Outside;
    api = TestBed.inject(ApiClient);
  });

  const header = (index: number, name: string): string | undefined => (outside.asked[index]?.request.headers as Record<string, string>)[name];

  it('fills path and query and leaves out what is not asked', () => {
    expect(addressOf('/v1/a/:id', { id: 'x/y' }, { q: '', size: 5, view: undefined })).toBe('/v1/a/x%2Fy?size=5');
    expect(addressOf('/v1/a', {}, { state: ['failed', 'bounced'] })).toBe('/v1/a?state=failed&state=bounced');
  });

  it('reads without a request id', async () => {
    outside.answers = [json(200, { id: '7' })];
    await expect(api.call(read, { params: { id: '7' } })).resolves.toEqual({ id: '7' });
    expect(outside.asked[0]?.address).toBe('/v1/things/7');
    expect(header(0, 'ms-requestid')).toBeUndefined();
  });

  it('asks for the next page with its token', async () => {
    outside.answers = [json(200, { id: '7' })];
    await api.call(read, { params: { id: '7' }, continuation: 'tok' });
    expect(outside.asked[0]?.address).toBe('/v1/things/7?seekOperation=Next');
    expect(header(0, 'ms-continuationtoken')).toBe('tok');
  });

  it('repeats a change after a lost answer with the same request id, so that it happens once', async () => {
    outside.answers = [new Error('reset'), json(503, {}), json(200, { id: '7' })];
    await expect(api.call(change, { body: { name: 'a' }, etag: '3' })).resolves.toEqual({ id: '7' });
    expect([0, 1, 2].map((index) => header(index, 'ms-requestid'))).toEqual(['id-1', 'id-1', 'id-1']);
    expect(header(0, 'if-match')).toBe('"3"');
  });

  it('gives every act an id of its own', async () => {
    outside.answers = [json(200, { id: '7' }), json(200, { id: '7' })];
    await api.call(change, { body: { name: 'a' } });
    await api.call(change, { body: { name: 'a' } });
    expect(header(0, 'ms-requestid')).not.toBe(header(1, 'ms-requestid'));
  });

  it('gives up after three tries and says that no answer came', async () => {
    await expect(api.call(change, { body: { name: 'a' } })).rejects.toMatchObject({ status: 0, reason: 'NO_ANSWER' });
    expect(outside.asked).toHaveLength(3);
  });

  it('does not repeat a refusal, and names field and correlation id', async () => {
    outside.answers = [json(400, refusal('LINK_MISSING'))];
    const fault = await api.call(change, { body: { name: '' } }).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(ApiFault);
    expect((fault as ApiFault).of('name')?.reason).toBe('LINK_MISSING');
    expect((fault as ApiFault).correlationId).toBe('c-1');
    expect(outside.asked).toHaveLength(1);
  });

  it('leads to the sign-in when the session has ended', async () => {
    outside.answers = [json(401, refusal('TOKEN_REQUIRED'))];
    void api.call(read, { params: { id: '7' } });
    await new Promise((resolve) => setTimeout(resolve));
    expect(outside.signedOut).toBe(1);
  });

  it('sends no change without a connection, and still reads', async () => {
    dispatchEvent(new Event('offline'));
    await expect(api.call(change, { body: { name: 'n' } })).rejects.toMatchObject({ reason: 'OFFLINE' });
    expect(outside.asked).toEqual([]);
    outside.answers = [json(200, { id: '1' })];
    await api.call(read, { params: { id: '1' } });
    dispatchEvent(new Event('online'));
    outside.answers = [json(200, { id: '1' })];
    await api.call(change, { body: { name: 'n' } });
    expect(outside.asked).toHaveLength(2);
  });
});
