import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '../../../tools/services/client.ts';
import type { Answer } from '../../../tools/services/client.ts';
import { startStack } from '../../../tools/services/stack.ts';

type Stack = Awaited<ReturnType<typeof startStack>>;

const REQUESTS = '/v1/relationshiprequests';
const REQUEST = { relationshipType: 'is_indirect_cloud_solution_provider_of', email: 'ga@alpenblick.example', language: 'en' };

const faults = ({ status, body }: Answer): unknown => [status, ...(body.data ?? []).map(({ reason, field }: { reason: string; field?: string }) => `${reason} ${field ?? ''}`.trim())];

describe('bad input gets a clear error and changes nothing', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tandem-journey-'));
  let stack: Stack;
  let agent: Client;
  let token: string;

  const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(stack.url + path, { method: 'POST', body, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers } });
  const count = async (): Promise<number> => ((await agent.call('GET', REQUESTS)).body['items'] as unknown[]).length;
  const draft = async (): Promise<Answer['body']> => (await agent.call('POST', REQUESTS, REQUEST)).body;

  beforeAll(async () => {
    stack = await startStack({ dir, ports: 'free', workers: 1, env: { SANDBOX: 'true' }, mail: 'maildev' });
    const nobody = new Client(stack.url);
    token = String((await nobody.call('POST', '/v1/sandbox/tokens', { email: 'sa@nordwind.example' })).body['access_token']);
    agent = new Client(stack.url, token);
  }, 120_000);

  afterAll(async () => {
    await stack.stop();
    rmSync(dir, { recursive: true, force: true });
  }, 30_000);

  it('INV-05: names a wrong address and an unknown enum value together', async () => {
    const before = await count();
    const answer = await agent.call('POST', REQUESTS, { ...REQUEST, relationshipType: 'is_friend_of', email: 'not an address' });
    expect(answer.status).toBe(400);
    expect(answer.body.data?.map(({ fix }) => fix.length > 0)).toEqual([true, true]);
    expect((faults(answer) as string[]).slice(1).map((fault) => fault.split(' ')[1])).toEqual(expect.arrayContaining(['relationshipType', 'email']));
    expect(await count()).toBe(before);
  });

  it('INV-10: refuses header injection in subject and recipient', async () => {
    const { id } = await draft();
    const subject = await agent.call('PATCH', `${REQUESTS}/${String(id)}`, { emailDraft: { subject: 'Hello\r\nBcc: all@example.com' } });
    const recipient = await agent.call('PATCH', `${REQUESTS}/${String(id)}`, { email: 'a@b.example\r\nBcc: c@d.example' });
    expect([subject.status, recipient.status]).toEqual([400, 400]);
    expect((await agent.call('GET', `${REQUESTS}/${String(id)}`)).body['email']).toBe(REQUEST.email);
  });

  it("INV-04: refuses a text without its link, and one with somebody else's", async () => {
    const [mine, other] = [await draft(), await draft()];
    const path = `${REQUESTS}/${String(mine['id'])}`;
    await agent.call('PATCH', path, { emailDraft: { body: 'No link at all.' } });
    expect(faults(await agent.call('POST', `${path}/send`))).toEqual([400, 'LINK_MISSING emailDraft.body']);
    await agent.call('PATCH', path, { emailDraft: { body: `${String(mine['url'])}\n${String(other['url'])}` } });
    expect(faults(await agent.call('POST', `${path}/send`))).toEqual([400, 'LINK_FOREIGN emailDraft.body']);
    expect((await agent.call('GET', path)).body['state']).toBe('draft');
  });

  it('answers broken JSON and a body of 10 MB with 400', async () => {
    const broken = await post(REQUESTS, '{"relationshipType": ');
    const huge = await post(REQUESTS, JSON.stringify({ ...REQUEST, note: 'x'.repeat(10 << 20) }));
    expect([broken.status, huge.status]).toEqual([400, 400]);
    const reasons = await Promise.all([broken, huge].map(async (response) => ((await response.json()) as { data: { reason: string }[] }).data[0]?.reason));
    expect(reasons).toEqual(['BODY_UNREADABLE', 'BODY_TOO_LARGE']);
  });

  it('takes a double click once', async () => {
    const before = await count();
    const id = randomUUID();
    const clicks = await Promise.all([1, 2].map(() => post(REQUESTS, JSON.stringify(REQUEST), { 'ms-requestid': id })));
    const again = await post(REQUESTS, JSON.stringify(REQUEST), { 'ms-requestid': id });
    expect(clicks.every(({ status }) => status === 201 || status === 409)).toBe(true);
    expect(again.status).toBe(201);
    expect(await count()).toBe(before + 1);
    const reused = await post(REQUESTS, JSON.stringify({ ...REQUEST, language: 'de' }), { 'ms-requestid': id });
    expect(reused.status).toBe(409);
  });

  it('refuses a stale etag', async () => {
    const made = await draft();
    const path = `${REQUESTS}/${String(made['id'])}`;
    const { etag } = made['attributes'] as { etag: string };
    expect((await agent.call('PATCH', path, { emailDraft: { subject: 'First' }, attributes: { etag } })).status).toBe(200);
    const stale = await agent.call('PATCH', path, { emailDraft: { subject: 'Second' }, attributes: { etag } });
    expect([stale.body['code'], faults(stale)]).toEqual([2055, [400, 'STALE']]);
    expect(((await agent.call('GET', path)).body['emailDraft'] as { subject: string }).subject).toBe('First');
  });

  it('SEC-02: knows no tampered link and answers it as an unknown one', async () => {
    const link = String((await draft())['url']).split('/').at(-1) ?? '';
    const last = link.endsWith('A') ? 'B' : 'A';
    const tampered = await agent.call('GET', `/v1/invitations/${link.slice(0, -1)}${last}`);
    const unknown = await agent.call('GET', '/v1/invitations/k1.0.1.nothing');
    expect([tampered.status, unknown.status]).toEqual([404, 404]);
    expect(tampered.body).toEqual(unknown.body);
  });

  it('SEC-01: does not find what belongs to another organisation', async () => {
    const { id } = await draft();
    const albion = await new Client(stack.url).as('sa@albion.example');
    const calls = await Promise.all([
      albion.call('GET', `${REQUESTS}/${String(id)}`),
      albion.call('POST', `${REQUESTS}/${String(id)}/send`),
      albion.call('GET', `${REQUESTS}/${String(id)}/timeline`),
    ]);
    expect(calls.map(({ status }) => status)).toEqual([404, 404, 404]);
  });
});
