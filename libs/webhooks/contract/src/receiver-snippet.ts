/** How a receiver makes sure that a webhook is genuine, for Node: shown in the console and in docs/api.md, and tried by a spec. */
export const RECEIVER_SNIPPET = `import { createHmac, timingSafeEqual } from 'node:crypto';

// secret: whsec_…, told when the webhook was registered. body: the text as it came, before any parsing.
export function verify(secret, headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatures } = headers;
  if (!(Math.abs(Date.now() / 1000 - Number(at)) < 300)) throw new Error('Too old');
  const own = createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(\`\${id}.\${at}.\${body}\`).digest();
  const given = signatures.split(' ').map((one) => Buffer.from(one.slice(3), 'base64'));
  if (!given.some((one) => one.length === own.length && timingSafeEqual(one, own))) throw new Error('Not genuine');
  return JSON.parse(body);
}
`;
