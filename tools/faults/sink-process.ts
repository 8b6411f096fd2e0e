// A mail server in a process of its own that takes everything slowly and tells its parent what it took: the judge of a fault run.
import { SMTPServer } from 'smtp-server';

const delayMs = Number(process.argv[2] ?? 0);
/** Receipts that are held back, while they are. */
let held: (() => void)[] | undefined;
const receipt = (done: () => void): void => void (held ? held.push(done) : done());

process.on('message', (order: 'hold' | 'release') => {
  const waiting = held ?? [];
  held = order === 'hold' ? waiting : undefined;
  if (order === 'release') for (const done of waiting) done();
});

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  logger: false,
  onData(stream, session, done) {
    let head = '';
    stream.on('data', (chunk: Buffer) => {
      if (head.length < 8000) head += chunk.toString('latin1');
    });
    stream.on('end', () => {
      const messageId = /^message-id:\s*(<[^>]+>)/im.exec(head)?.[1] ?? '';
      // Told before the receipt is given: from here on the person has the mail, whatever the sender comes to know.
      for (const { address } of session.envelope.rcptTo) process.send?.({ messageId, recipient: address });
      setTimeout(() => receipt(done), delayMs);
    });
  },
});
server.on('error', () => undefined);
const listener = server.listen(0, '127.0.0.1', () => {
  const address = listener.address();
  process.send?.({ port: address && typeof address === 'object' ? address.port : 0 });
});
process.once('disconnect', () => process.exit(0));
