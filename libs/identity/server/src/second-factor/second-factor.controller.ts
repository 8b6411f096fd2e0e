import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Inject, Req } from '@nestjs/common';
import { beginSecondFactor, confirmSecondFactor, getSecondFactor, removeSecondFactor, renewRecoveryCodes, resetSecondFactor } from '@tandem/identity-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { Config, CurrentActor, Endpoint, Input } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import type { FastifyRequest } from 'fastify';
import { KnownDevices } from '../secrets/known-devices';
import { ownPerson } from '../session/own-person';
import { Sessions } from '../session/sessions';
import { BeginSecondFactor } from './begin-second-factor';
import { ConfirmSecondFactor } from './confirm-second-factor';
import { RemoveSecondFactor } from './remove-second-factor';
import { RenewRecoveryCodes } from './renew-recovery-codes';
import { ResetSecondFactor } from './reset-second-factor';
import { secondFactorView } from './second-factor.view';

/** How a person was identified by a code of their device (RFC 8176). */
const CODE_METHODS: readonly string[] = ['otp', 'mfa'];

/** A person's second factor, and the admin's help when it is lost. */
@Controller()
export class SecondFactorController {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Config) private readonly config: Config,
    @Inject(KnownDevices) private readonly devices: KnownDevices,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(BeginSecondFactor) private readonly beginning: BeginSecondFactor,
    @Inject(ConfirmSecondFactor) private readonly confirming: ConfirmSecondFactor,
    @Inject(RenewRecoveryCodes) private readonly renewing: RenewRecoveryCodes,
    @Inject(RemoveSecondFactor) private readonly removing: RemoveSecondFactor,
    @Inject(ResetSecondFactor) private readonly resetting: ResetSecondFactor,
  ) {}

  @Endpoint(getSecondFactor)
  get(@CurrentActor() actor: Actor): Promise<AnswerOf<typeof getSecondFactor>> {
    return secondFactorView(this.em, ownPerson(actor).userId, this.config);
  }

  @Endpoint(beginSecondFactor, { kept: false })
  async begin(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Input() { body }: InputOf<typeof beginSecondFactor>): Promise<AnswerOf<typeof beginSecondFactor>> {
    const person = ownPerson(actor);
    return this.beginning.run(person, body.password, await this.devices.originOf(request, person));
  }

  @Endpoint(confirmSecondFactor, { secretFields: ['recoveryCodes'] })
  async confirm(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Input() { body }: InputOf<typeof confirmSecondFactor>): Promise<AnswerOf<typeof confirmSecondFactor>> {
    const person = ownPerson(actor);
    const recoveryCodes = await this.confirming.run(person, body.code, await this.devices.originOf(request, person));
    await this.sessions.strengthen(request, CODE_METHODS);
    return { recoveryCodes };
  }

  @Endpoint(renewRecoveryCodes, { kept: false })
  async renew(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Input() { body }: InputOf<typeof renewRecoveryCodes>): Promise<AnswerOf<typeof renewRecoveryCodes>> {
    const person = ownPerson(actor);
    return { recoveryCodes: await this.renewing.run(person, body, await this.devices.originOf(request, person)) };
  }

  @Endpoint(removeSecondFactor, { kept: false })
  async remove(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Input() { body }: InputOf<typeof removeSecondFactor>): Promise<void> {
    const person = ownPerson(actor);
    await this.removing.run(person, body, await this.devices.originOf(request, person));
  }

  @Endpoint(resetSecondFactor)
  async reset(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof resetSecondFactor>): Promise<void> {
    await this.resetting.run(actor, params.id);
  }
}
