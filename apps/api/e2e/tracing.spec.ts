import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { Client } from '../../../tools/services/client.ts';
import { startStack } from '../../../tools/services/stack.ts';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly service: string;
}
interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue?: string } }[] };
    readonly scopeSpans: readonly { readonly spans: readonly Omit<Span, 'service'>[] }[];
  }[];
}

const RECIPIENT = 'anna@fabrikam-traced.example';
const CALLER = '4bf92f3577b34da6a3ce929d0e0e4736';

/** Takes what a collector takes, in OTLP's JSON. */
async function collector(): Promise<{ server: Server; url: string; spans: Span[]; raw: string[] }> {
  const spans: Span[] = [];
  const raw: string[] = [];
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      raw.push(JSON.stringify(body));
      for (const { resource, scopeSpans } of (body as Export).resourceSpans) {
        const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
        spans.push(...scopeSpans.flatMap((scope) => scope.spans.map((span) => ({ ...span, service }))));
      }
      response.end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans, raw };
}

describe('traces', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tandem-journey-'));
  let collected: Awaited<ReturnType<typeof collector>>;
  let stack: Awaited<ReturnType<typeof startStack>>;

  beforeAll(async () => {
    collected = await collector();
    const env = { SANDBOX: 'true', OTEL_EXPORTER_OTLP_ENDPOINT: collected.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json', OTEL_BSP_SCHEDULE_DELAY: '200' };
    stack = await startStack({ dir, ports: 'free', workers: 1, env, mail: 'maildev' });
  }, 120_000);

  afterAll(async () => {
    await stack.stop();
    collected.server.close();
    rmSync(dir, { recursive: true, force: true });
  }, 30_000);

  /** From the caller's trace: who did what on the way to the span of that name. */
  const pathTo = (last: string): string[] => {
    const ours = collected.spans.filter(({ traceId }) => traceId === CALLER);
    const path: string[] = [];
    for (let span = ours.find(({ name }) => name === last); span; span = ours.find(({ spanId }) => spanId === span?.parentSpanId)) path.unshift(`${span.service}: ${span.name}`);
    return path;
  };

  it("follow a caller's request through api, queue and worker to the mail server, and never say an address", async () => {
    const token = String((await new Client(stack.url).call('POST', '/v1/sandbox/tokens', { email: 'sa@nordwind.example' })).body['access_token']);
    const agent = new Client(stack.url, token);
    const { body } = await agent.call('POST', '/v1/relationshiprequests', { relationshipType: 'is_indirect_cloud_solution_provider_of', email: RECIPIENT, language: 'en' });
    await fetch(`${stack.url}/v1/relationshiprequests/${String(body['id'])}/send`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, traceparent: `00-${CALLER}-00f067aa0ba902b7-01` },
    });

    // A span is told when it ends, so the last link of the path is told first.
    const deadline = Date.now() + 15_000;
    let path = pathTo('smtp send');
    while (path.length < 3 && Date.now() < deadline) {
      await new Promise((done) => setTimeout(done, 50));
      path = pathTo('smtp send');
    }
    expect(path).toEqual(['tandem-api: POST /v1/relationshiprequests/:id/send', expect.stringMatching(/^tandem-worker: .*invitation-email/), 'tandem-worker: smtp send']);
    expect(collected.raw.join()).not.toContain(RECIPIENT);
  }, 60_000);
});
