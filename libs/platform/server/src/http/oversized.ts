import { DomainError } from '@tandem/platform-kernel';
import type { FastifyInstance } from 'fastify';

/** More than this is not even read to its end. */
const READ_AT_MOST = 64 << 20;

/**
 * Refuses a body that says it is too large. It is read to its end and thrown away first: a connection that is closed while the
 * client still writes shows it a broken pipe instead of the reason.
 */
export function refuseOversized(instance: FastifyInstance, bodyLimit: number): void {
  instance.addHook('preParsing', (request, _reply, payload, done) => {
    const length = Number(request.headers['content-length'] ?? 0);
    if (length <= bodyLimit) return done(null, payload);
    const refuse = (): void => done(new DomainError({ rule: 'API-03', reason: 'BODY_TOO_LARGE', kind: 'invalid' }));
    if (length > READ_AT_MOST) return refuse();
    payload.once('end', refuse).once('error', refuse).resume();
  });
}
