import { Controller, Inject, UseGuards } from '@nestjs/common';
import { createSandboxTokens, getSandboxCast, getSandboxClock, resetSandbox, setSandboxClock } from '@tandem/identity-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { Clock, notFound } from '@tandem/platform-kernel';
import { Across, Endpoint, Input, SandboxClock, SandboxReset } from '@tandem/platform-server';
import { Issuer } from '../issuer/issuer';
import { castView } from './cast.view';
import { SandboxGuard } from './sandbox.guard';
import { SandboxPeople } from './sandbox-people';

/** The sandbox: its cast, tokens without a sign-in, the clock, and the way back. */
@Controller()
@UseGuards(SandboxGuard)
@Across('sandbox')
export class SandboxController {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(SandboxClock) private readonly sandboxClock: SandboxClock,
    @Inject(SandboxReset) private readonly reset: SandboxReset,
    @Inject(SandboxPeople) private readonly people: SandboxPeople,
    @Inject(Issuer) private readonly issuer: Issuer,
  ) {}

  @Endpoint(getSandboxCast)
  cast(): AnswerOf<typeof getSandboxCast> {
    return castView();
  }

  @Endpoint(createSandboxTokens, { transaction: false })
  async tokens(@Input() { body }: InputOf<typeof createSandboxTokens>): Promise<AnswerOf<typeof createSandboxTokens>> {
    const person = await this.people.byEmail(body.email);
    if (!person) throw notFound('email');
    return this.issuer.mint(person.userId, person.clientId);
  }

  @Endpoint(getSandboxClock)
  getClock(): AnswerOf<typeof getSandboxClock> {
    return { now: this.clock.now().toISOString() };
  }

  @Endpoint(setSandboxClock, { transaction: false })
  async setClock(@Input() { body }: InputOf<typeof setSandboxClock>): Promise<AnswerOf<typeof setSandboxClock>> {
    const { now: instant, advanceBy = 'PT0S' } = body;
    const now = instant === undefined ? await this.sandboxClock.advance(advanceBy) : await this.sandboxClock.set(new Date(instant));
    return { now: now.toISOString() };
  }

  @Endpoint(resetSandbox, { transaction: false })
  async resetAll(): Promise<AnswerOf<typeof resetSandbox>> {
    return { now: (await this.reset.run()).toISOString() };
  }
}
