import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** Compressing what is compressed already only costs. */
const COMPRESSED = new Set(['.woff2', '.png', '.ico']);
/** A build puts a hash into the name; what is behind it never changes. */
const HASHED = /-[A-Z0-9]{8}\.\w+$/;

type Encoding = 'br' | 'gzip';

interface StaticFile {
  readonly content: Buffer;
  readonly changed: number;
  readonly etag: string;
  readonly encoded: Map<Encoding, Promise<Buffer>>;
}

const encode = (encoding: Encoding, content: Buffer): Promise<Buffer> =>
  encoding === 'gzip' ? promisify(gzip)(content) : promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });

/** Files of one folder over HTTP: types, ETags, compression, a year of cache for names with a hash. Kept in memory once read. */
export class StaticFiles {
  private readonly known = new Map<string, StaticFile>();
  private readonly root: string;

  constructor(dir: string) {
    this.root = resolve(dir);
  }

  /** The content of a file as text, undefined when there is none. */
  async text(path: string): Promise<string | undefined> {
    return (await this.find(path))?.content.toString('utf8');
  }

  /** Sends a file; false when there is none under this path. */
  async send(request: FastifyRequest, reply: FastifyReply, path: string): Promise<boolean> {
    const file = await this.find(path);
    if (!file) return false;
    const extension = extname(path);
    void reply
      .type(TYPES[extension] ?? 'application/octet-stream')
      .header('etag', file.etag)
      .header('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate');
    if (request.headers['if-none-match'] === file.etag) {
      void reply.code(304).send();
      return true;
    }
    const accepted = String(request.headers['accept-encoding'] ?? '');
    const encoding = COMPRESSED.has(extension) ? undefined : (['br', 'gzip'] as const).find((one) => new RegExp(`\\b${one}\\b`).test(accepted));
    void reply.header('vary', 'accept-encoding');
    if (encoding) void reply.header('content-encoding', encoding);
    void reply.send(encoding ? await this.encoded(file, encoding) : file.content);
    return true;
  }

  private encoded(file: StaticFile, encoding: Encoding): Promise<Buffer> {
    const known = file.encoded.get(encoding);
    if (known) return known;
    const made = encode(encoding, file.content);
    file.encoded.set(encoding, made);
    return made;
  }

  private async find(path: string): Promise<StaticFile | undefined> {
    const full = join(this.root, path);
    if (!full.startsWith(this.root + sep) || !TYPES[extname(full)] || full.includes('\0')) return undefined;
    const status = await stat(full).catch(() => undefined);
    if (!status?.isFile()) return undefined;
    const known = this.known.get(full);
    if (known?.changed === status.mtimeMs) return known;
    const content = await readFile(full);
    const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
    const file: StaticFile = { content, changed: status.mtimeMs, etag, encoded: new Map() };
    this.known.set(full, file);
    return file;
  }
}
