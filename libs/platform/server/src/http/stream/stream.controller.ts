import { Controller, Inject, Req, Res } from '@nestjs/common';
import { endpoint } from '@tandem/platform-contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Actor } from '../../auth/actor';
import { CurrentActor } from '../current-actor.decorator';
import { Endpoint } from '../endpoint.decorator';
import { LiveStreams } from './live-streams';

export const getStream = endpoint({
  method: 'GET',
  path: '/v1/stream',
  action: 'signed-in',
  tag: 'Watching',
  summary: 'Changes the caller may see, as they happen (server-sent events): `change` {type, subjects, at}; `missed` when something may have been lost.',
  response: z.string(),
});

/** Live updates. */
@Controller()
export class StreamController {
  constructor(@Inject(LiveStreams) private readonly streams: LiveStreams) {}

  @Endpoint(getStream, { produces: 'text/event-stream' })
  stream(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): void {
    this.streams.open(request, reply, actor);
  }
}
