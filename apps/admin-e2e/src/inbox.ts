import type { AddressInfo, Socket } from 'node:net';
import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** The mail server of the browser tests: keeps what it takes, does not know mailboxes that are called nobody, and hangs up before it says yes to those called vague. */
export class Inbox {
  /** Lets `nobody@…` exist and answers for `vague@…` from now on. */
  forgiving = false;
  private mails: Email[] = [];
  private readonly lines = new Map<number, Socket>();
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, done) => {
      const unknown = address.startsWith('nobody@') && !this.forgiving;
      done(unknown ? Object.assign(new Error('5.1.1 user unknown'), { responseCode: 550 }) : null);
    },
    onData: (stream, session, done) => {
      const hangsUp = session.envelope.rcptTo.some(({ address }) => address.startsWith('vague@')) && !this.forgiving;
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (hangsUp) this.lines.get(session.remotePort)?.destroy();
        else void PostalMime.parse(Buffer.concat(chunks)).then((mail) => done(null, String(this.mails.push(mail))), done);
      });
    },
  });

  /** Address for SMTP_URL. */
  async start(): Promise<string> {
    this.server.server.on('connection', (line: Socket) => void this.lines.set(line.remotePort ?? 0, line));
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(resolve));
  }

  /** How many mails have arrived. */
  get count(): number {
    return this.mails.length;
  }

  clear(): void {
    this.mails = [];
    this.forgiving = false;
  }

  /** Subjects of the mails to an address, the oldest first. */
  subjectsTo(address: string): string[] {
    return this.mails.filter((mail) => mail.to?.some((to) => to.address === address)).map(({ subject = '' }) => subject);
  }

  /** The newest mail to an address, once it has arrived. */
  async mailTo(address: string): Promise<Email> {
    for (let turn = 0; turn < 100; turn++) {
      const found = this.mails.findLast((mail) => mail.to?.some((to) => to.address === address));
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`No mail to ${address} has arrived`);
  }
}
