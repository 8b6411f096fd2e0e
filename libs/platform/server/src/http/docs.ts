import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RouteMetadata } from './endpoint.decorator';
import { DOCS_PAGE, DOCS_START, DOCS_STYLE } from './openapi/docs-page.data';
import { openApiDocument } from './openapi/document';
import { StaticFiles } from './static-files';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const OWN: Readonly<Record<string, readonly [type: string, text: string]>> = {
  'docs.css': ['text/css; charset=utf-8', DOCS_STYLE],
  'docs.js': ['text/javascript; charset=utf-8', DOCS_START],
};

/** Serves the API document at /openapi.json and, from local files only, a page to read it and try it out at /docs. */
export function serveDocs(app: NestFastifyApplication, endpoints: () => readonly RouteMetadata[]): void {
  const instance = app.getHttpAdapter().getInstance();
  const viewer = new StaticFiles(dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json')));
  let document: string | undefined;
  const asset = async (request: FastifyRequest<{ Params: { file: string } }>, reply: FastifyReply): Promise<unknown> => {
    const own = OWN[request.params.file];
    if (own) return reply.type(own[0]).header('cache-control', 'public, max-age=3600').send(own[1]);
    const found = /^swagger-ui(-bundle)?\.(js|css)$/.test(request.params.file) && (await viewer.send(request, reply, `/${request.params.file}`));
    return found ? reply : reply.callNotFound();
  };
  instance.get('/openapi.json', (_request, reply) => {
    document ??= JSON.stringify(openApiDocument(endpoints()));
    return reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(document);
  });
  instance.get('/docs', (_request, reply) => reply.type('text/html; charset=utf-8').header('content-security-policy', POLICY).send(DOCS_PAGE));
  instance.get<{ Params: { file: string } }>('/docs/assets/:file', asset);
}
