import type { Socket } from 'node:net';
import { DomainError } from '@tandem/platform-kernel';
import type { ErrorBodies } from './error-bodies';

/** Answers what is not even HTTP, or has too many headers, in the API's shape, and closes the line. */
export function answerBrokenRequest(bodies: ErrorBodies, error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const body = JSON.stringify(bodies.render(new DomainError({ rule: 'API-02', reason: 'BODY_UNREADABLE', kind: 'invalid' })).body);
  const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
}
