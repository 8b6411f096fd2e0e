import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Inject, Req } from '@nestjs/common';
import { changeOwnPassword, endOtherSessions, endOwnSession, listOwnSessions } from '@tandem/identity-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { CurrentActor, Endpoint, Input } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import type { FastifyRequest } from 'fastify';
import { ChangePassword } from '../passwords/change-password';
import { KnownDevices } from '../secrets/known-devices';
import { EndSession } from './end-session';
import { listSessions } from './list-sessions';
import { ownPerson } from './own-person';
import { Sessions } from './sessions';

/** Where a person is signed in, and the password that lets them. */
@Controller()
export class SessionsController {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(EndSession) private readonly ending: EndSession,
    @Inject(KnownDevices) private readonly devices: KnownDevices,
    @Inject(ChangePassword) private readonly changing: ChangePassword,
  ) {}

  @Endpoint(listOwnSessions)
  list(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Input() input: InputOf<typeof listOwnSessions>): Promise<AnswerOf<typeof listOwnSessions>> {
    const of = { userId: ownPerson(actor).userId, hours: this.sessions.hours, present: this.sessions.tokenOf(request) };
    return listSessions(this.em, of, input);
  }

  @Endpoint(endOwnSession)
  async end(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof endOwnSession>): Promise<void> {
    await this.ending.run(ownPerson(actor), params.id);
  }

  @Endpoint(endOtherSessions)
  async endOthers(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<void> {
    await this.ending.others(ownPerson(actor), this.sessions.tokenOf(request));
  }

  @Endpoint(changeOwnPassword, { kept: false })
  async changePassword(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Input() { body }: InputOf<typeof changeOwnPassword>): Promise<void> {
    const person = ownPerson(actor);
    const from = await this.devices.originOf(request, person);
    await this.changing.own(person, { ...body, from, session: this.sessions.tokenOf(request) });
  }
}
