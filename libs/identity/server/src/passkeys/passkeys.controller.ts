import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Inject, Req } from '@nestjs/common';
import { beginPasskey, listPasskeys, registerPasskey, removePasskey, renamePasskey } from '@tandem/identity-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { CurrentActor, Endpoint, Input } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import type { FastifyRequest } from 'fastify';
import { KnownDevices } from '../secrets/known-devices';
import { ownPerson } from '../session/own-person';
import { Sessions } from '../session/sessions';
import { BeginPasskey } from './begin-passkey';
import { PASSKEY_METHODS, PasskeySite } from './passkey-site';
import { passkeysView, passkeyView } from './passkey.view';
import { RegisterPasskey } from './register-passkey';
import { RemovePasskey } from './remove-passkey';
import { RenamePasskey } from './rename-passkey';

/** A person's passkeys. */
@Controller()
export class PasskeysController {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(PasskeySite) private readonly site: PasskeySite,
    @Inject(KnownDevices) private readonly devices: KnownDevices,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(BeginPasskey) private readonly beginning: BeginPasskey,
    @Inject(RegisterPasskey) private readonly registering: RegisterPasskey,
    @Inject(RenamePasskey) private readonly renaming: RenamePasskey,
    @Inject(RemovePasskey) private readonly removing: RemovePasskey,
  ) {}

  @Endpoint(listPasskeys)
  list(@CurrentActor() actor: Actor): Promise<AnswerOf<typeof listPasskeys>> {
    return passkeysView(this.em, ownPerson(actor).userId, this.site.offered);
  }

  @Endpoint(beginPasskey, { kept: false })
  async begin(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Input() { body }: InputOf<typeof beginPasskey>): Promise<AnswerOf<typeof beginPasskey>> {
    const person = ownPerson(actor);
    return this.beginning.run(person, this.sessionOf(request), body, await this.devices.originOf(request, person));
  }

  @Endpoint(registerPasskey)
  async register(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Input() { body }: InputOf<typeof registerPasskey>): Promise<AnswerOf<typeof registerPasskey>> {
    const passkey = await this.registering.run(ownPerson(actor), this.sessionOf(request), body);
    await this.sessions.strengthen(request, PASSKEY_METHODS);
    return passkeyView(passkey);
  }

  @Endpoint(renamePasskey)
  async rename(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof renamePasskey>): Promise<AnswerOf<typeof renamePasskey>> {
    return passkeyView(await this.renaming.run(ownPerson(actor), params.id, body.name));
  }

  @Endpoint(removePasskey, { kept: false })
  async remove(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Input() { params, body }: InputOf<typeof removePasskey>): Promise<void> {
    const person = ownPerson(actor);
    await this.removing.run(person, params.id, body, await this.devices.originOf(request, person));
  }

  /** The session that tells who asks; a cookie beside an access token tells nothing. */
  private sessionOf(request: FastifyRequest): string | undefined {
    return request.headers.authorization === undefined ? this.sessions.tokenOf(request) : undefined;
  }
}
