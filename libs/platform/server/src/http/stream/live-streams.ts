import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Clock } from '@tandem/platform-kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../auth/actor';
import { Authenticator } from '../../auth/authenticator';
import { LiveChanges } from '../../events/live-changes';
import type { LiveChange } from '../../events/live-changes';
import { heardOf } from './heard';

/** Proxies cut lines that stay silent for half a minute or a minute. */
const HEARTBEAT_MS = 15_000;
/** One person's open lines; the oldest gives way, so that forgotten tabs do not pile up. */
const MOST_PER_PERSON = 12;
/** Bytes that may wait for a reader that does not read. */
const MOST_WAITING = 1 << 20;

interface Stream {
  readonly owner: string;
  readonly end: () => void;
}

/** Open lines to consoles: each is told what changed, as far as its reader may read it (server-sent events). */
@Injectable()
export class LiveStreams implements BeforeApplicationShutdown {
  private readonly streams = new Set<Stream>();

  constructor(
    @Inject(LiveChanges) private readonly changes: LiveChanges,
    @Inject(Authenticator) private readonly authenticator: Authenticator,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Takes over the reply; ends when the reader leaves, the session ends or the process stops. */
  open(request: FastifyRequest, reply: FastifyReply, actor: Actor, heartbeatMs = HEARTBEAT_MS): void {
    const { raw } = reply;
    reply.hijack();
    raw.writeHead(200, { ...reply.getHeaders(), 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'close' } as Record<string, string>);
    raw.write('retry: 2000\n\n');
    const tell = (text: string): void => {
      if (raw.writableLength > MOST_WAITING) end();
      else raw.write(text);
    };
    let reader = actor;
    const mute = this.changes.on((change) => {
      const text = this.told(change, reader);
      if (text) tell(text);
    });
    const heart = setInterval(() => {
      tell(': still here\n\n');
      void this.present(request, reader).then((present) => (present ? (reader = present) : end()));
    }, heartbeatMs);
    const stream: Stream = { owner: `${actor.organisationId}:${actor.userId ?? actor.clientId ?? ''}`, end: () => end() };
    const end = (): void => {
      mute();
      clearInterval(heart);
      this.streams.delete(stream);
      if (!raw.writableEnded) raw.end();
    };
    raw.once('close', end);
    raw.once('error', end);
    this.streams.add(stream);
    const mine = [...this.streams].filter(({ owner }) => owner === stream.owner);
    mine.slice(0, Math.max(0, mine.length - MOST_PER_PERSON)).forEach((old) => old.end());
  }

  /** Lines that are open now. */
  get count(): number {
    return this.streams.size;
  }

  beforeApplicationShutdown(): void {
    for (const stream of [...this.streams]) stream.end();
  }

  private told(change: LiveChange, reader: Actor): string | undefined {
    if (change === 'missed') return 'event: missed\ndata: {}\n\n';
    const heard = heardOf(change, reader);
    return heard && `event: change\ndata: ${JSON.stringify({ ...heard, at: this.clock.now().toISOString() })}\n\n`;
  }

  /** The reader with the roles they have by now; undefined once they are signed out or act for another organisation. */
  private async present(request: FastifyRequest, known: Actor): Promise<Actor | undefined> {
    try {
      const actor = await this.authenticator.identify(request);
      return actor?.organisationId === known.organisationId ? actor : undefined;
    } catch (error) {
      // A database that is away for a moment ends nobody's session.
      return error instanceof Error && error.name === 'DomainError' ? undefined : known;
    }
  }
}
