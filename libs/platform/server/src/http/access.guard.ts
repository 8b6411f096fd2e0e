import { Inject, Injectable, Optional } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { permissionOf, rolesOf } from '@tandem/platform-contract';
import type { Action } from '@tandem/platform-contract';
import { DomainError } from '@tandem/platform-kernel';
import type { FastifyRequest } from 'fastify';
import { requirePermission, requireSecondFactor } from '../auth/actor';
import type { Actor } from '../auth/actor';
import { RoleHolders } from './role-holders';
import { Config } from '../config/config';
import { BEFORE_SECOND_FACTOR, ENDPOINT } from './endpoint.decorator';
import type { RouteMetadata } from './endpoint.decorator';
import { stateOf } from './request-state';

/** Those who may give any role of a partner (ROL-07). */
const GIVING = ['global_admin', 'user_admin'] as const;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Why somebody is not known, with the roles that the route asks for: whoever gets a new token knows which one. Names of people are told
 * to nobody who is not known.
 */
function unknownCaller(refusal: Error | undefined, action: Action | 'signed-in'): Error {
  const error = refusal ?? new DomainError({ rule: 'API-04', reason: 'TOKEN_REQUIRED', kind: 'unauthenticated' });
  if (!(error instanceof DomainError) || error.kind !== 'unauthenticated' || action === 'signed-in') return error;
  const [first] = error.refusals;
  return new DomainError({ ...first, details: { ...first.details, requiredRoles: rolesOf(action) } });
}

/** Lets a request through when the permission table says so, and a form only when it comes from a page of our own. */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly ownOrigin: string;

  constructor(
    @Inject(Config) config: Config,
    @Optional() @Inject(RoleHolders) private readonly holders: RoleHolders | undefined,
  ) {
    this.ownOrigin = new URL(config.get('PUBLIC_URL')).origin;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const metadata = Reflect.getMetadata(ENDPOINT, context.getHandler()) as RouteMetadata | undefined;
    const action = metadata?.endpoint.action ?? 'public';
    const state = stateOf(request);
    if (!SAFE.has(request.method)) this.refuseForeignPage(request);
    if (!metadata?.endpoint.beforeSecondFactor && !Reflect.getMetadata(BEFORE_SECOND_FACTOR, context.getHandler())) this.askForSecondFactor(request, action);
    if (action === 'public') return true;
    const { actor, refusal } = state ?? {};
    if (!actor) throw unknownCaller(refusal, action);
    if (action !== 'signed-in') await this.permit(actor, action);
    return true;
  }

  /** Whoever lacks the second factor is nobody to public pages, and does nothing anywhere (ROL-12). */
  private askForSecondFactor(request: FastifyRequest, action: string): void {
    const state = stateOf(request);
    if (!state?.actor?.secondFactorMissing) return;
    if (action !== 'public' || !SAFE.has(request.method)) requireSecondFactor(state.actor);
    delete state.actor;
  }

  private async permit(actor: Actor, action: Action): Promise<void> {
    try {
      requirePermission(actor, action);
    } catch (error) {
      if (!(error instanceof DomainError) || !this.holders) throw error;
      const [first] = error.refusals;
      // Only where a role would help is there somebody to ask.
      if (error.reason === 'PROGRAM_MISSING' || first.details?.['requiredRoles'] === undefined) throw error;
      throw new DomainError({ ...first, details: { ...first.details, ...(await this.whomToAsk(actor, action, this.holders)) } });
    }
  }

  /** Who of the own organisation may, by name; when nobody may, who can give the role. */
  private async whomToAsk({ organisationId, userId }: Actor, action: Action, holders: RoleHolders): Promise<Readonly<Record<string, unknown>>> {
    const { anyOf, refusal } = permissionOf(action);
    const heldBy = await holders.holdersOf(organisationId, anyOf);
    if (heldBy.length > 0 || refusal || !userId) return { heldBy };
    if (anyOf.every((need) => need === 'operator')) return { heldBy, fix: 'Only the operator of this installation can do this.' };
    const giving = await holders.holdersOf(organisationId, GIVING);
    return { heldBy, fix: `Nobody of your organisation may. ${giving.length > 0 ? `${giving.join(', ')} can give the role.` : 'Ask the operator of this installation.'}` };
  }

  /** A browser sends the session cookie along with whatever page makes it send a form: the page has to be ours (SEC-06). */
  private refuseForeignPage(request: FastifyRequest): void {
    if (request.headers.authorization || !request.headers.cookie) return;
    const { origin } = request.headers;
    const site = request.headers['sec-fetch-site'];
    const own = origin === undefined || origin === this.ownOrigin || origin === `${request.protocol}://${request.host}`;
    if (!own || site === 'cross-site' || site === 'same-site') throw new DomainError({ rule: 'SEC-06', reason: 'ORIGIN_FOREIGN', kind: 'forbidden' });
  }
}
