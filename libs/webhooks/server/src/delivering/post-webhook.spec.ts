import { createServer as createTlsServer } from 'node:https';
import { generateKeyPairSync } from 'node:crypto';
import type { LookupAddress } from 'node:dns';
import type { AddressInfo } from 'node:net';
import { loadConfig, Config } from '@tandem/platform-server';
import { selfSignedCertificate } from '../signing/self-signed-certificate';
import { Receiver } from '../spec-parts/receiver';
import { PostWebhook } from './post-webhook';
import { HostNames, WebhookTargets } from './webhook-targets';

/** Name servers of somebody else: each look-up of a host gets the next of its answers. */
class Names extends HostNames {
  readonly asked: string[] = [];
  constructor(private readonly answers: Readonly<Record<string, string[][]>>) {
    super();
  }
  override addressesOf(host: string): Promise<LookupAddress[]> {
    this.asked.push(host);
    const all = this.answers[host] ?? [];
    const found = all.length > 1 ? all.shift() : all[0];
    return found ? Promise.resolve(found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))) : Promise.reject(new Error('ENOTFOUND'));
  }
}

const settings = (more: Record<string, string>) =>
  new Config(
    loadConfig({
      ...{ DATABASE_URL: 'postgres://localhost/none', REDIS_URL: 'redis://localhost', SMTP_URL: 'smtp://localhost', MAIL_FROM: 'no-reply@tandem.example' },
      ...{ LINK_KEYS: 'k'.repeat(32), SESSION_KEYS: 's'.repeat(32), ...more },
    }),
  );

const OPEN = { SANDBOX: 'true', WEBHOOK_ALLOW_PRIVATE: 'true' };

describe('where webhooks go', () => {
  let receiver: Receiver;
  const poster = (answers: Readonly<Record<string, string[][]>>, more: Record<string, string> = {}): { post: PostWebhook; names: Names; targets: WebhookTargets } => {
    const names = new Names(answers);
    const targets = new WebhookTargets(settings(more), names);
    return { post: new PostWebhook(targets), names, targets };
  };
  const port = (): string => new URL(receiver.url).port;
  beforeAll(async () => {
    receiver = await Receiver.start();
  });
  beforeEach(() => {
    receiver.received.length = 0;
    receiver.status(200);
  });
  afterAll(() => receiver.stop());

  it.each(['https://127.0.0.1/', 'https://[::1]/', 'https://169.254.169.254/latest/meta-data/', 'https://10.0.0.7/', 'https://[::ffff:10.0.0.7]/', 'https://0x7f000001/', 'https://017700000001/'])(
    'WHK-04: not to %s, neither at registration nor at delivery',
    async (address) => {
      const { post, targets } = poster({});
      await expect(targets.addressesOf(targets.read(address))).rejects.toThrow('WEBHOOK_ADDRESS_PRIVATE (WHK-04)');
      expect(await post.run(address, '{}', {})).toMatchObject({ reason: 'ADDRESS_PRIVATE', responseCode: null });
    },
  );

  it('WHK-04: not to a name one of whose addresses is private', async () => {
    const { targets } = poster({ 'shop.example': [['93.184.215.14', '10.0.0.7']], 'local.example': [['fd00::1']] });
    await expect(targets.addressesOf(new URL('https://shop.example/'))).rejects.toThrow('WEBHOOK_ADDRESS_PRIVATE');
    await expect(targets.addressesOf(new URL('https://local.example/'))).rejects.toThrow('WEBHOOK_ADDRESS_PRIVATE');
  });

  it('WHK-04: not to a name that is public at registration and private at delivery', async () => {
    const { post, targets } = poster({ 'shop.example': [['93.184.215.14'], ['127.0.0.1']] }, { SANDBOX: 'true' });
    expect(await targets.addressesOf(new URL('https://shop.example/'))).toEqual([{ address: '93.184.215.14', family: 4 }]);
    expect(await post.run(`http://shop.example:${port()}/`, '{}', {})).toMatchObject({ reason: 'ADDRESS_PRIVATE' });
    expect(receiver.received).toEqual([]);
  });

  it('WHK-04: to the very address that was judged: the name is asked once, and not again for the connection', async () => {
    // A second answer would be refused; nobody asks for it.
    const { post, names } = poster({ 'shop.example': [['127.0.0.1'], []] }, OPEN);
    expect(await post.run(`http://shop.example:${port()}/in`, '{"a":1}', { 'x-spec': 'yes' })).toMatchObject({ reason: null, responseCode: 200 });
    expect(names.asked).toEqual(['shop.example']);
    expect(receiver.received).toMatchObject([{ path: '/in', body: '{"a":1}', headers: { 'x-spec': 'yes', host: `shop.example:${port()}` } }]);
  });

  it('WHK-03: not over http outside of the sandbox, and not to the ports of other services', async () => {
    const { post } = poster({ 'shop.example': [['93.184.215.14']] });
    expect(await post.run('http://shop.example/', '{}', {})).toMatchObject({ reason: 'ADDRESS_INVALID' });
    expect(await post.run('https://shop.example:25/', '{}', {})).toMatchObject({ reason: 'ADDRESS_INVALID' });
  });

  it('not to a name that nobody knows', async () => {
    expect(await poster({}).post.run('https://shop.example/', '{}', {})).toMatchObject({ reason: 'HOST_UNKNOWN' });
  });

  it('not where a redirect leads', async () => {
    receiver.answer = (response, { path }) => (path === '/in' ? response.writeHead(307, { location: `${receiver.url}/elsewhere` }).end() : response.writeHead(200).end());
    expect(await poster({}, OPEN).post.run(`${receiver.url}/in`, '{}', {})).toMatchObject({ reason: 'REDIRECTED', responseCode: 307 });
    expect(receiver.at('/elsewhere')).toEqual([]);
  });

  it.each([
    [200, null],
    [204, null],
    [404, 'ANSWERED_NO'],
    [410, 'RECEIVER_GONE'],
    [500, 'ANSWERED_NO'],
  ])('an answer of %i is %s', async (status, reason) => {
    receiver.status(status);
    expect(await poster({}, OPEN).post.run(`${receiver.url}/in`, '{}', {})).toMatchObject({ reason, responseCode: status });
  });

  it('an answer without an end does not keep us, and is not taken in', async () => {
    let given = 0;
    let broken = false;
    receiver.answer = (response) => {
      response.writeHead(200);
      response.on('close', () => (broken = true));
      const more = (): void => {
        while (!broken && given < 50_000_000 && response.write(Buffer.alloc(16_384))) given += 16_384;
        if (!broken && given < 50_000_000) response.once('drain', more);
      };
      more();
    };
    expect(await poster({}, OPEN).post.run(`${receiver.url}/in`, '{}', {})).toMatchObject({ reason: null, responseCode: 200 });
    for (let wait = 0; wait < 200 && !broken; wait++) await new Promise((done) => setTimeout(done, 20));
    expect(broken).toBe(true);
    expect(given).toBeLessThan(50_000_000);
  });

  it('a receiver that never answers is given up after ten seconds', async () => {
    receiver.answer = () => undefined;
    const result = await poster({}, OPEN).post.run(`${receiver.url}/in`, '{}', {});
    expect(result.reason).toBe('TIMED_OUT');
    expect(result.durationMs).toBeGreaterThanOrEqual(9_900);
  });

  it('a receiver that breaks the line, or is not there, is told apart', async () => {
    receiver.answer = (response) => void response.socket?.destroy();
    expect(await poster({}, OPEN).post.run(`${receiver.url}/in`, '{}', {})).toMatchObject({ reason: 'CONNECTION_LOST' });
    expect(await poster({}, OPEN).post.run('http://127.0.0.1:1/in', '{}', {})).toMatchObject({ reason: 'CONNECTION_REFUSED' });
  });

  it('a certificate that nobody trusts is refused', async () => {
    const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const server = createTlsServer({ key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }), cert: selfSignedCertificate(keys, 'localhost', new Date()) }, (_request, response) => response.end());
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    try {
      expect(await poster({}, OPEN).post.run(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`, '{}', {})).toMatchObject({ reason: 'TLS_FAILED' });
    } finally {
      await new Promise((done) => server.close(done));
    }
  });
});
