import { PassThrough } from 'node:stream';
import type { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleDestroy } from '@nestjs/common';
import { SpanKind } from '@opentelemetry/api';
import nodemailer from 'nodemailer';
import { Config } from '../config/config';
import { failpoint, failpointsOfText } from '../failpoints/failpoint';
import { traced } from '../telemetry/span';
import type { DeliveryRow } from './delivery-row';
import { headerText } from './mail';
import type { Mail } from './mail';
import { bodyOf } from './mail-body';
import { readReply } from './smtp-reply';
import type { SmtpResult } from './smtp-reply';

const VIA = { en: 'via Tandem', de: 'über Tandem' } as const;
const PROBE_MS = [500, 1000, 2000, 5000, 10_000] as const;

/** Who answers a mail. @throws DomainError HEADER_UNSAFE when name or address would break the header up. */
function answering(replyTo: NonNullable<Mail['replyTo']>): { name: string; address: string } {
  const { name, address } = typeof replyTo === 'string' ? { name: '', address: replyTo } : replyTo;
  return { name: headerText(name, 'replyTo'), address: headerText(address, 'replyTo') };
}

/** How far an attempt got: without a body stream there was never a session, and a body that was read may have arrived. */
type Progress = { body?: Readable };

/**
 * The way to the mail server: a pool of connections that never repeats a mail by itself. When the server cannot be reached a
 * circuit opens: mails wait for it instead of using up their attempts.
 */
@Injectable()
export class Mailer implements OnModuleDestroy, OnApplicationShutdown {
  private readonly logger = new Logger(Mailer.name);
  private readonly progress = new Map<string, Progress>();
  private readonly transport;
  private readonly stopped = Promise.withResolvers<false>();
  private reachable: Promise<boolean> = Promise.resolve(true);
  private open = false;

  constructor(private readonly config: Config) {
    this.transport = nodemailer.createTransport({
      url: config.get('SMTP_URL'),
      pool: true,
      maxConnections: config.get('SMTP_POOL'),
      maxRequeues: 0,
      // Shorter than any server's own patience, so that a mail does not meet a connection that is just being closed.
      idleTimeout: 20_000,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 60_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    this.transport.use('stream', (mail, done) => {
      // Whole, before a connection is taken for it: in pieces, every few lines would be written to the connection by themselves.
      mail.message.build((error, whole) => {
        mail.message.createReadStream = () => {
          const body = new PassThrough().end(whole);
          const progress = this.progress.get(String(mail.data.messageId));
          if (progress) progress.body = body;
          if (FAILPOINTS) failpointsOfText(body);
          return body;
        };
        done(error);
      });
    });
  }

  /** Waits until the mail server can be reached; false when this process is about to stop. */
  ready(): Promise<boolean> {
    return Promise.race([this.reachable, this.stopped.promise]);
  }

  /** What ends every Message-ID. */
  get domain(): string {
    return this.config.get('MAIL_FROM').split('@')[1] ?? 'localhost';
  }

  /**
   * Sends one mail once.
   * @throws DomainError HEADER_UNSAFE when subject, names or addresses would break out of their header.
   */
  async send(delivery: Pick<DeliveryRow, 'recipient' | 'locale' | 'correlationId'>, messageId: string, mail: Mail): Promise<SmtpResult> {
    const message = {
      messageId,
      from: { name: `${headerText(mail.from.name, 'from')} ${VIA[delivery.locale]}`, address: this.config.get('MAIL_FROM') },
      to: { name: '', address: headerText(delivery.recipient, 'recipient') },
      ...(mail.replyTo ? { replyTo: answering(mail.replyTo) } : {}),
      subject: headerText(mail.subject, 'subject'),
      ...bodyOf(mail),
      ...(mail.attachments ? { attachments: mail.attachments.map(({ filename, contentType, content }) => ({ filename: headerText(filename, 'attachments'), contentType: headerText(contentType, 'attachments'), content })) } : {}),
      // Else it is counted out anew for every part and header which encoding would be the shortest.
      textEncoding: 'quoted-printable' as const,
      headers: {
        ...Object.fromEntries(Object.entries(mail.headers ?? {}).map(([name, value]) => [headerText(name, 'headers'), headerText(value, 'headers')])),
        'Auto-Submitted': 'auto-generated',
        'Content-Language': delivery.locale,
        ...(delivery.correlationId ? { 'X-Tandem-Correlation-Id': headerText(delivery.correlationId, 'headers') } : {}),
      },
    };
    const progress: Progress = {};
    this.progress.set(messageId, progress);
    try {
      const { response } = await traced('smtp send', { kind: SpanKind.CLIENT, attributes: { 'messaging.message.id': messageId } }, () => this.transport.sendMail(message));
      if (FAILPOINTS) await failpoint('after_250');
      return { state: 'sent', reason: null, reply: response };
    } catch (error) {
      return this.read(error as Error & { code?: string; responseCode?: number; response?: string }, progress);
    } finally {
      this.progress.delete(messageId);
    }
  }

  onModuleDestroy(): void {
    // Whoever waits for the server gives up now; what is being sent is finished.
    this.stopped.resolve(false);
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }

  private read(error: Error & { code?: string; responseCode?: number; response?: string }, { body }: Progress): SmtpResult {
    const reply = error.response ?? error.message;
    if (!body) {
      this.lose(reply);
      return { state: 'refused', reason: 'SERVER_UNREACHABLE', reply };
    }
    if (error.responseCode !== undefined) return readReply(error.responseCode, reply);
    if (error.code === 'EENVELOPE') return { state: 'permanent', reason: 'ADDRESS_INVALID', reply };
    return body.readableDidRead ? { state: 'uncertain', reason: 'REPLY_MISSING', reply } : { state: 'temporary', reason: 'CONNECTION_LOST', reply };
  }

  /** Opens the circuit: asks the server again and again until it answers. */
  private lose(why: string): void {
    if (this.open) return;
    this.open = true;
    this.logger.error(`The mail server cannot be reached, mails wait: ${why}`);
    this.reachable = this.probe();
  }

  private async probe(): Promise<boolean> {
    for (let round = 0; ; round++) {
      const pause = PROBE_MS[Math.min(round, PROBE_MS.length - 1)] ?? 10_000;
      if (await Promise.race([new Promise<true>((done) => setTimeout(done, pause, true).unref()), this.stopped.promise]) === false) return false;
      const answered = await this.transport.verify().catch(() => false);
      if (!answered) continue;
      this.open = false;
      this.logger.log('The mail server answers again');
      return true;
    }
  }
}
