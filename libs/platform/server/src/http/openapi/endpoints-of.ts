import type { DynamicModule, ForwardReference, Type } from '@nestjs/common';
import { MODULE_METADATA } from '@nestjs/common/constants';
import type { RouteMetadata } from '../endpoint.decorator';
import { routesOf } from '../routes';
import { documentedBy } from './documented.decorator';

type Importable = Type | DynamicModule | Promise<DynamicModule> | ForwardReference;

const listed = <Entry>(value: unknown): Entry[] => (Array.isArray(value) ? (value as Entry[]) : []);

/** The endpoints of modules and everything they import, read from decorators alone: nothing is started, no database is needed. */
export function endpointsOf(modules: readonly Importable[], seen = new Set<unknown>()): RouteMetadata[] {
  return modules.flatMap((entry) => {
    if (seen.has(entry) || entry instanceof Promise || 'forwardRef' in entry) return [];
    seen.add(entry);
    const type = 'module' in entry ? entry.module : entry;
    const own = 'module' in entry ? entry : undefined;
    const imports = [...listed<Importable>(Reflect.getMetadata(MODULE_METADATA.IMPORTS, type)), ...listed<Importable>(own?.imports)];
    const controllers = [...listed<Type>(Reflect.getMetadata(MODULE_METADATA.CONTROLLERS, type)), ...listed<Type>(own?.controllers)];
    return [...documentedBy(type), ...controllers.flatMap(routesOf).flatMap(({ metadata }) => metadata ?? []), ...endpointsOf(imports, seen)];
  });
}
