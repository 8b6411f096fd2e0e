import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';

/** A mail server that keeps what it gets. */
export interface MailSink {
  /** For SMTP_URL. */
  readonly url: string;
  readonly mails: readonly (Email & { readonly recipients: readonly string[] })[];
  close(): Promise<void>;
}

/**
 * A real SMTP server on a free port. `refuse` answers a recipient or a whole mail with an SMTP status instead of taking it,
 * on a free port or `wanted`; e.g. `(address) => (address.startsWith('no-one@') ? { code: 550, text: '5.1.1 no such user' } : undefined)`.
 */
export async function mailSink(refuse: (recipient: string) => { code: number; text: string } | undefined = () => undefined, wanted = 0): Promise<MailSink> {
  const mails: (Email & { recipients: string[] })[] = [];
  const options: SMTPServerOptions = {
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, done) => {
      const no = refuse(address);
      done(no && Object.assign(new Error(no.text), { responseCode: no.code }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          mails.push({ ...mail, recipients: session.envelope.rcptTo.map(({ address }) => address) });
          done();
        }, done);
      });
    },
  };
  const server = new SMTPServer(options);
  const { port } = await new Promise<{ port: number }>((resolve, reject) => {
    server.once('error', reject);
    const listener = server.listen(wanted, '127.0.0.1', () => resolve(listener.address() as { port: number }));
  });
  return { url: `smtp://127.0.0.1:${port}`, mails, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
