import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { AuditModule, HealthModule, endpointsOf, openApiDocument, permissionsPage, SavedViewsModule, StreamModule, TelemetryModule, WatchingModule } from '@tandem/platform-server';
import { CONTEXTS } from './contexts';

/**
 * Writes what is printed from the routes, the API document and the page of permissions: `node dist/apps/api/openapi.js`; with `-`, to
 * the terminal as one JSON object of file and text. Read from the routes alone: needs no settings, no database, and gives the same text
 * every time.
 */
const routes = endpointsOf([HealthModule, TelemetryModule.routes, StreamModule, WatchingModule, AuditModule, SavedViewsModule, ...CONTEXTS.map(({ module }) => module)]);
const printed = { 'docs/openapi.json': `${JSON.stringify(openApiDocument(routes), null, 2)}\n`, 'docs/permissions.md': permissionsPage(routes) };
if (process.argv[2] === '-') process.stdout.write(JSON.stringify(printed));
else for (const [file, text] of Object.entries(printed)) writeFileSync(file, text);
