import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate } from '@nestjs/common';
import { DomainError } from '@tandem/platform-kernel';
import { Config } from '@tandem/platform-server';

/** Outside of sandbox mode its routes are not there: 404, before anything of the request is read. */
@Injectable()
export class SandboxGuard implements CanActivate {
  constructor(@Inject(Config) private readonly config: Config) {}

  canActivate(): boolean {
    if (this.config.get('SANDBOX')) return true;
    throw new DomainError({ rule: 'API-06', reason: 'METHOD_UNKNOWN', kind: 'missing' });
  }
}
