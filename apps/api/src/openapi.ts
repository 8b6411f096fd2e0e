import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { AuditModule, HealthModule, endpointsOf, openApiDocument, SavedViewsModule, StreamModule, TelemetryModule, WatchingModule } from '@tandem/platform-server';
import { CONTEXTS } from './contexts';

/**
 * Writes the API document: `node dist/apps/api/openapi.js [file]`, default docs/openapi.json. Read from the routes alone: needs
 * no settings, no database, and gives the same text every time.
 */
const file = process.argv[2] ?? 'docs/openapi.json';
const document = openApiDocument(endpointsOf([HealthModule, TelemetryModule.routes, StreamModule, WatchingModule, AuditModule, SavedViewsModule, ...CONTEXTS.map(({ module }) => module)]));
const text = `${JSON.stringify(document, null, 2)}\n`;
if (file === '-') process.stdout.write(text);
else writeFileSync(file, text);
