import { createServer } from 'node:net';

/** A TCP port on 127.0.0.1 that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('No port was given'))));
    });
  });
}

const listens = (port: number, host: string | undefined): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT'));
    server.listen({ port, host }, () => server.close(() => resolve(true)));
  });

/** Whether a program that listens on all addresses, or on 127.0.0.1 alone, would get this port. */
export const portIsFree = async (port: number): Promise<boolean> => (await listens(port, undefined)) && (await listens(port, '127.0.0.1'));
