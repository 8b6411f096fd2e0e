// A mail server in a process of its own that tells its parent what it took: the judge of a fault run.
import { SMTPServer } from 'smtp-server';
import type { SMTPServerAddress, SMTPServerSession } from 'smtp-server';

/** What the parent may ask for. `refuse`: so many recipients from now on are told to come back later. */
export type SinkOrder = { readonly hold: boolean } | { readonly delayMs: number } | { readonly refuse: number } | { readonly up: boolean };

let delayMs = Number(process.argv[2] ?? 0);
let refusals = 0;
/** Receipts that are held back, while they are. */
let held: (() => void)[] | undefined;
const receipt = (done: () => void): void => void (held ? held.push(done) : done());
/** Addresses that were told once to come back later. */
const greylisted = new Set<string>();

/** What the name of a recipient asks for: refused for good, refused once, or taken without a receipt. */
const wishOf = (address: string): string => /^(unknown|grey|silent)/.exec(address)?.[1] ?? '';

function refusalOf(address: string): Error | undefined {
  const refused = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });
  const wish = wishOf(address);
  if (wish === 'unknown') return refused(550, '5.1.1 no such user here');
  if (wish === 'grey' && !greylisted.has(address)) {
    greylisted.add(address);
    return refused(451, '4.7.1 greylisted, come back later');
  }
  if (refusals <= 0) return undefined;
  refusals--;
  return refused(451, '4.3.0 try again later');
}

function open(port: number, opened: (port: number) => void): SMTPServer {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    closeTimeout: 1,
    onRcptTo: ({ address }: SMTPServerAddress, _session: SMTPServerSession, done) => done(refusalOf(address)),
    onData(stream, session, done) {
      let head = '';
      stream.on('data', (chunk: Buffer) => {
        if (head.length < 8000) head += chunk.toString('latin1');
      });
      stream.on('end', () => {
        const messageId = /^message-id:\s*(<[^>]+>)/im.exec(head)?.[1] ?? '';
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        // Told before the receipt is given: from here on the person has the mail, whatever the sender comes to know.
        for (const recipient of recipients) process.send?.({ messageId, recipient });
        if (recipients.some((address) => wishOf(address) === 'silent')) return hangUp(server, session.id);
        setTimeout(() => receipt(done), delayMs);
      });
    },
  });
  server.on('error', () => undefined);
  const listener = server.listen(port, '127.0.0.1', () => {
    const address = listener.address();
    opened(address && typeof address === 'object' ? address.port : 0);
  });
  return server;
}

function hangUp(server: SMTPServer, session: string): void {
  for (const connection of server.connections) if (connection.session.id === session) connection._socket.destroy();
}

let port = 0;
let server = open(0, (given) => {
  port = given;
  process.send?.({ port });
});

process.on('message', (order: SinkOrder) => {
  if ('delayMs' in order) delayMs = order.delayMs;
  else if ('refuse' in order) refusals = order.refuse;
  else if ('hold' in order) {
    const waiting = held ?? [];
    held = order.hold ? waiting : undefined;
    if (!order.hold) for (const done of waiting) done();
  } else if (order.up) server = open(port, () => process.send?.({ port }));
  else {
    // Gone without a word: one that says so has refused what it was given, and the sender may give it again.
    for (const connection of server.connections) connection._socket.destroy();
    server.close();
  }
});
process.once('disconnect', () => process.exit(0));
