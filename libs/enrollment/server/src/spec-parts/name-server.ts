import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';

/** What a domain answers: a mail server, the record that says that it takes no mail, an address only, nothing, no such domain, a fault, a fault to all but the question about mail, or silence. */
export type Zone = Readonly<Record<string, 'mail' | 'null-mail' | 'address' | 'nothing' | 'missing' | 'broken' | 'half-broken' | 'silent'>>;

const [A, MX] = [1, 15];
const SERVFAIL = 2;
const NXDOMAIN = 3;

const labels = (name: string): Buffer => Buffer.concat([...name.split('.').filter(Boolean).map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])), Buffer.from([0])]);

/** A record about the question's own name. */
function record(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

/** A server of names on this machine that knows one zone and counts who asks (RFC 1035, as far as a question about one name needs it). */
export class NameServer {
  asked = 0;
  private readonly socket: Socket = createSocket('udp4');

  private constructor(private readonly zone: Zone) {
    this.socket.on('message', (question, from) => {
      this.asked += 1;
      const answer = this.answer(question);
      if (answer) this.socket.send(answer, from.port, from.address);
    });
  }

  static async start(zone: Zone): Promise<NameServer> {
    const server = new NameServer(zone);
    server.socket.bind(0, '127.0.0.1');
    await once(server.socket, 'listening');
    return server;
  }

  get address(): string {
    return `127.0.0.1:${this.socket.address().port}`;
  }

  close(): void {
    this.socket.close();
  }

  private answer(question: Buffer): Buffer | undefined {
    const names: string[] = [];
    let at = 12;
    for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
      names.push(question.toString('ascii', at + 1, at + 1 + length));
      at += length + 1;
    }
    const kind = this.zone[names.join('.').toLowerCase()] ?? 'missing';
    if (kind === 'silent') return undefined;
    const type = question.readUInt16BE(at + 1);
    const end = at + 5;
    const exchange = kind === 'mail' ? 'mx.example' : '.';
    const records = (kind === 'mail' || kind === 'null-mail') && type === MX ? [record(MX, Buffer.concat([Buffer.from([0, 0]), labels(exchange)]))] : kind === 'address' && type === A ? [record(A, Buffer.from([192, 0, 2, 1]))] : [];
    const head = Buffer.from(question.subarray(0, 12));
    head.writeUInt16BE(0x8180 | (kind === 'missing' ? NXDOMAIN : kind === 'broken' || (kind === 'half-broken' && type !== MX) ? SERVFAIL : 0), 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(records.length, 6);
    head.writeUInt32BE(0, 8);
    return Buffer.concat([head, question.subarray(12, end), ...records]);
  }
}
