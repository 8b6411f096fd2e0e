import { Inject, Injectable } from '@nestjs/common';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Config, pageAnswer, pageLocale, redirect } from '@tandem/platform-server';
import type { Page, PageLocale } from '@tandem/platform-server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errors } from 'oidc-provider';
import type { Provider } from 'oidc-provider';
import { Issuer } from '../issuer/issuer';
import { castBeside } from './cast.page';
import { ChangePassword } from './change-password';
import { CheckPassword } from './check-password';
import { brokenPage, changePasswordPage, signInPage } from './sign-in.page';
import { SIGN_IN_WORDS } from './sign-in.words';

type Interaction = InstanceType<Provider['Interaction']>;

/** What an interaction remembers between the first password and the chosen one. */
interface Waiting {
  readonly userId: string;
  readonly email: string;
}

interface Case {
  readonly interaction: Interaction;
  readonly locale: PageLocale;
  readonly path: string;
  readonly form: Readonly<Record<string, string | undefined>>;
}

/** The embedded issuer asks who somebody is: the form, its answers, and the change of a temporary password. */
@Injectable()
export class Interactions {
  constructor(
    @Inject(Issuer) private readonly issuer: Issuer,
    @Inject(Config) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CheckPassword) private readonly check: CheckPassword,
    @Inject(ChangePassword) private readonly change: ChangePassword,
  ) {}

  /** The form that is due: sign-in, or the choice of a password. */
  show(request: FastifyRequest, reply: FastifyReply): Promise<Page> {
    return this.within(request, reply, (at) => {
      const waiting = waitingOf(at.interaction);
      return Promise.resolve(pageAnswer(request, waiting ? changePasswordPage({ ...at, email: waiting.email }) : this.signIn(at)));
    });
  }

  /** Address and password, or in the sandbox one click. */
  answer(request: FastifyRequest, reply: FastifyReply): Promise<Page> {
    return this.within(request, reply, async (at) => {
      const { as, email = '', password = '' } = at.form;
      const words = SIGN_IN_WORDS[at.locale];
      try {
        const person = this.config.get('SANDBOX') && as ? await this.check.trust(as) : await this.check.run(email, password, request.ip);
        if (!person) return pageAnswer(request, this.signIn(at, { email: as ?? email, message: words.refused }), { status: 401 });
        if (!person.mustChangePassword) return await this.finish(request, reply, person.userId);
        at.interaction.result = { waiting: { userId: person.userId, email: person.email } satisfies Waiting };
        await at.interaction.persist();
        return redirect(at.path);
      } catch (error) {
        if (!(error instanceof DomainError) || error.kind !== 'limited') throw error;
        const seconds = Number(error.refusals[0].details?.['retryAfter'] ?? 60);
        const page = this.signIn(at, { email, message: words.limited(Math.ceil(seconds / 60)) });
        return pageAnswer(request, page, { status: 429, headers: { 'retry-after': String(seconds) } });
      }
    });
  }

  /** The password that somebody chose in the place of a temporary one. */
  choosePassword(request: FastifyRequest, reply: FastifyReply): Promise<Page> {
    return this.within(request, reply, async (at) => {
      const waiting = waitingOf(at.interaction);
      if (!waiting) return redirect(at.path);
      const { password = '', repeat = '' } = at.form;
      const words = SIGN_IN_WORDS[at.locale];
      const again = (message: string) => pageAnswer(request, changePasswordPage({ ...at, email: waiting.email, message }), { status: 400 });
      if (password !== repeat) return again(words.different);
      try {
        await this.change.run(waiting.userId, password);
      } catch (error) {
        if (error instanceof DomainError && error.reason in words.reasons)
          return again(words.reasons[error.reason as keyof typeof words.reasons]);
        throw error;
      }
      return this.finish(request, reply, waiting.userId);
    });
  }

  private signIn(at: Case, said: { email?: string; message?: string } = {}) {
    const sandbox = this.config.get('SANDBOX');
    const beside = {
      ...at,
      now: this.clock.now(),
      mailWebPort: this.config.get('MAIL_WEB_PORT'),
      publicUrl: this.config.get('PUBLIC_URL'),
    };
    return signInPage({ ...at, ...said, ...(sandbox ? { cast: castBeside(beside) } : {}) });
  }

  private async finish(request: FastifyRequest, reply: FastifyReply, accountId: string): Promise<Page> {
    const provider = await this.issuer.provider();
    const result = { login: { accountId, remember: false, amr: ['pwd'] } };
    return redirect(await provider.interactionResult(request.raw, reply.raw, result, { mergeWithLastSubmission: false }));
  }

  private async within(request: FastifyRequest, reply: FastifyReply, work: (at: Case) => Promise<Page>): Promise<Page> {
    const locale = pageLocale(request);
    const provider = await this.issuer.provider();
    try {
      const interaction = await provider.interactionDetails(request.raw, reply.raw);
      const form = (request.body ?? {}) as Record<string, string | undefined>;
      return await work({ interaction, locale, path: `/auth/interaction/${interaction.uid}`, form });
    } catch (error) {
      if (error instanceof errors.SessionNotFound) return pageAnswer(request, brokenPage(locale), { status: 400 });
      throw error;
    }
  }
}

function waitingOf({ result }: Interaction): Waiting | undefined {
  const waiting: unknown = result?.['waiting'];
  return typeof waiting === 'object' && waiting !== null ? (waiting as Waiting) : undefined;
}
