import { Inject, Injectable } from '@nestjs/common';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Config, page, pageAnswer, pageLocale, redirect } from '@tandem/platform-server';
import type { Page, PageContent, PageLocale } from '@tandem/platform-server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errors } from 'oidc-provider';
import type { Provider } from 'oidc-provider';
import { Issuer } from '../issuer/issuer';
import { PASSKEY_METHODS, PasskeySite } from '../passkeys/passkey-site';
import { SignInWithPasskey } from '../passkeys/sign-in-with-passkey';
import { ChangePassword } from '../passwords/change-password';
import { CheckPassword } from '../passwords/check-password';
import { KnownDevices } from '../secrets/known-devices';
import { castBeside } from './cast.page';
import { brokenPage, changePasswordPage, codePage, signInPage } from './sign-in.page';
import { SIGN_IN_WORDS } from './sign-in.words';
import { SignInWithCode } from './sign-in-with-code';

type Interaction = InstanceType<Provider['Interaction']>;

type Step = 'code' | 'password';

/** What an interaction remembers after the first password: who it is, what is still asked for, and what was shown (RFC 8176). */
interface Waiting {
  readonly userId: string;
  readonly email: string;
  readonly asks: readonly Step[];
  readonly amr: readonly string[];
}

interface Case {
  readonly interaction: Interaction;
  readonly locale: PageLocale;
  readonly path: string;
  readonly form: Readonly<Record<string, string | undefined>>;
}

/** The embedded issuer asks who somebody is: the form, the code of a second factor, and the change of a temporary password. */
@Injectable()
export class Interactions {
  constructor(
    @Inject(Issuer) private readonly issuer: Issuer,
    @Inject(Config) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(KnownDevices) private readonly devices: KnownDevices,
    @Inject(CheckPassword) private readonly check: CheckPassword,
    @Inject(SignInWithCode) private readonly withCode: SignInWithCode,
    @Inject(PasskeySite) private readonly site: PasskeySite,
    @Inject(SignInWithPasskey) private readonly withPasskey: SignInWithPasskey,
    @Inject(ChangePassword) private readonly change: ChangePassword,
  ) {}

  /** The form that is due: sign-in, code, or the choice of a password. */
  show(request: FastifyRequest, reply: FastifyReply): Promise<Page> {
    return this.within(request, reply, (at) => {
      const waiting = waitingOf(at.interaction);
      const [due] = waiting?.asks ?? [];
      const form = due === 'code' ? codePage(at) : due === 'password' ? changePasswordPage({ ...at, email: waiting?.email ?? '' }) : this.signIn(at);
      return Promise.resolve(pageAnswer(request, form));
    });
  }

  /** Address and password, or in the sandbox one click. */
  answer(request: FastifyRequest, reply: FastifyReply): Promise<Page> {
    return this.within(request, reply, (at) => {
      const { as, email = '', password = '' } = at.form;
      const limited = (message: string) => this.signIn(at, { email, message });
      return this.unlessLimited(request, at, limited, async () => {
        const clicked = this.config.get('SANDBOX') && as;
        const person = clicked ? await this.check.trust(as) : await this.check.run(email, password, await this.devices.originOf(request, { email }));
        if (!person) return pageAnswer(request, this.signIn(at, { email: as ?? email, message: SIGN_IN_WORDS[at.locale].refused }), { status: 401 });
        const asks: Step[] = [...((await this.withCode.isDue(person.userId)) ? (['code'] as const) : []), ...(person.mustChangePassword ? (['password'] as const) : [])];
        return this.goOn(request, reply, at, { userId: person.userId, email: person.email, asks, amr: ['pwd'] });
      });
    });
  }

  /** The code of the person's device, or a recovery code in its place (ROL-12). */
  showCode(request: FastifyRequest, reply: FastifyReply): Promise<Page> {
    return this.within(request, reply, (at) => {
      const waiting = waitingOf(at.interaction);
      if (waiting?.asks[0] !== 'code') return Promise.resolve(redirect(at.path));
      const refused = (message: string) => codePage({ ...at, message });
      return this.unlessLimited(request, at, refused, async () => {
        const taken = await this.withCode.run(waiting.userId, at.form['code'] ?? '', await this.devices.originOf(request, waiting));
        if (!taken) return pageAnswer(request, refused(SIGN_IN_WORDS[at.locale].codeRefused), { status: 401 });
        return this.goOn(request, reply, at, { ...waiting, asks: waiting.asks.slice(1), amr: [...waiting.amr, 'otp', 'mfa'] });
      });
    });
  }

  /** What a passkey has to sign for this sign-in, as JSON for the script of the page. */
  challengePasskey(request: FastifyRequest, reply: FastifyReply): Promise<Page> {
    return this.within(request, reply, async ({ interaction }) => {
      const asked = await this.withPasskey.begin(interaction.uid);
      return page(JSON.stringify(asked), { headers: { 'content-type': 'application/json; charset=utf-8' } });
    });
  }

  /** A passkey in the place of address, password and code (ROL-12); a temporary password is replaced all the same. */
  usePasskey(request: FastifyRequest, reply: FastifyReply): Promise<Page> {
    return this.within(request, reply, (at) =>
      this.unlessLimited(request, at, (message) => this.signIn(at, { message }), async () => {
        const person = await this.withPasskey.run(at.interaction.uid, at.form['credential'] ?? '', request);
        if (!person) return pageAnswer(request, this.signIn(at, { message: SIGN_IN_WORDS[at.locale].passkeyRefused }), { status: 401 });
        const asks: Step[] = person.mustChangePassword ? ['password'] : [];
        return this.goOn(request, reply, at, { userId: person.userId, email: person.email, asks, amr: PASSKEY_METHODS });
      }),
    );
  }

  /** The password that somebody chose in the place of a temporary one. */
  choosePassword(request: FastifyRequest, reply: FastifyReply): Promise<Page> {
    return this.within(request, reply, async (at) => {
      const waiting = waitingOf(at.interaction);
      if (waiting?.asks[0] !== 'password') return redirect(at.path);
      const { password = '', repeat } = at.form;
      const words = SIGN_IN_WORDS[at.locale];
      const again = (...messages: string[]) => pageAnswer(request, changePasswordPage({ ...at, email: waiting.email, message: messages.join(' ') }), { status: 400 });
      if (password !== repeat) return again(words.different);
      try {
        await this.change.run(waiting.userId, password, at.interaction.uid);
      } catch (error) {
        if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
        return again(...error.refusals.map(({ reason }) => words.reasons[reason as keyof typeof words.reasons]));
      }
      return this.goOn(request, reply, at, { ...waiting, asks: waiting.asks.slice(1) });
    });
  }

  /** To the next thing that is asked for, or back to who wanted to know. */
  private async goOn(request: FastifyRequest, reply: FastifyReply, at: Case, waiting: Waiting): Promise<Page> {
    if (waiting.asks.length === 0) return this.finish(request, reply, waiting);
    at.interaction.result = { waiting };
    await at.interaction.persist();
    return redirect(at.path);
  }

  private async unlessLimited(request: FastifyRequest, at: Case, form: (message: string) => PageContent, work: () => Promise<Page>): Promise<Page> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'limited') throw error;
      const seconds = Number(error.refusals[0].details?.['retryAfter'] ?? 60);
      const page = form(SIGN_IN_WORDS[at.locale].limited(Math.ceil(seconds / 60)));
      return pageAnswer(request, page, { status: 429, headers: { 'retry-after': String(seconds) } });
    }
  }

  private signIn(at: Case, said: { email?: string; message?: string } = {}) {
    const sandbox = this.config.get('SANDBOX');
    const beside = {
      ...at,
      now: this.clock.now(),
      mailWebPort: this.config.get('MAIL_WEB_PORT'),
      publicUrl: this.config.get('PUBLIC_URL'),
    };
    const { offered, origin } = this.site;
    return signInPage({ ...at, ...said, ...(offered ? { passkeysAt: origin } : {}), ...(sandbox ? { cast: castBeside(beside) } : {}) });
  }

  private async finish(request: FastifyRequest, reply: FastifyReply, { userId, amr }: Waiting): Promise<Page> {
    const provider = await this.issuer.provider();
    const result = { login: { accountId: userId, remember: false, amr: [...amr] } };
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
