import { Inject, Injectable, RequestMethod } from '@nestjs/common';
import type { OnModuleInit, Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { ModulesContainer } from '@nestjs/core';
import { ENDPOINT, PAGE } from './endpoint.decorator';
import type { RouteMetadata } from './endpoint.decorator';
import { documentedBy } from './openapi/documented.decorator';

/** One route of the running api. */
export interface Route {
  readonly method: string;
  readonly path: string;
  /** Class and method that serve it. */
  readonly handler: string;
  /** Absent for small pages. */
  readonly metadata?: RouteMetadata;
}

const parts = (path: string): string[] => path.split('/').filter(Boolean);
const segments = (path: string): string[] => parts(path.toLowerCase());

/** A path as the router compares it: without case, doubled slashes and names of parameters. */
const pattern = (path: string): string => segments(path).map((segment) => (segment.startsWith(':') ? ':' : segment)).join('/');

const matches = (route: string, path: string): boolean => {
  const [expected, given] = [segments(route), segments(path)];
  return expected.length === given.length && expected.every((segment, at) => segment.startsWith(':') || segment === given[at]);
};

/** The routes of a controller. @throws Error when one has neither `@Endpoint` nor `@PageRoute`, so that none is open by mistake. */
export function routesOf(controller: Type): Route[] {
  const methods = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(methods).flatMap((name) => {
    const handler = methods[name];
    if (name === 'constructor' || typeof handler !== 'function') return [];
    const path: unknown = Reflect.getMetadata(PATH_METADATA, handler);
    if (typeof path !== 'string') return [];
    const served = `${controller.name}.${name}`;
    const metadata = Reflect.getMetadata(ENDPOINT, handler) as RouteMetadata | undefined;
    if (!metadata && !Reflect.getMetadata(PAGE, handler)) throw new Error(`${served} serves ${path} without an endpoint, so nobody knows who may call it`);
    const prefix: unknown = Reflect.getMetadata(PATH_METADATA, controller);
    if (metadata && prefix !== '/') throw new Error(`${served}: the endpoint names its full path, so the controller has no prefix`);
    const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] ?? 'GET';
    return [{ method, path: `/${parts(String(prefix)).concat(parts(path)).join('/')}`, handler: served, ...(metadata ? { metadata } : {}) }];
  });
}

/** Every route of the running api; boot fails when one has no permission or two answer the same request. */
@Injectable()
export class Routes implements OnModuleInit {
  private routes: readonly Route[] = [];

  constructor(@Inject(ModulesContainer) private readonly modules: ModulesContainer) {}

  onModuleInit(): void {
    const controllers = new Set([...this.modules.values()].flatMap((module) => [...module.controllers.values()].map(({ metatype }) => metatype as Type)));
    this.routes = [...controllers].flatMap(routesOf);
    const served = new Map<string, string>();
    for (const { method, path, handler } of this.routes) {
      const key = `${method} ${pattern(path)}`;
      const other = served.get(key);
      if (other) throw new Error(`${handler} and ${other} both serve ${method} ${path}`);
      served.set(key, handler);
    }
  }

  /** The methods under which a path is served. */
  methodsAt(url: string): string[] {
    const path = url.split('?')[0] ?? '/';
    return [...new Set(this.routes.filter((route) => matches(route.path, path)).map(({ method }) => method))].sort();
  }

  /** Everything that stands in the API document. */
  get endpoints(): RouteMetadata[] {
    return [...this.routes.flatMap(({ metadata }) => metadata ?? []), ...[...this.modules.values()].flatMap(({ metatype }) => documentedBy(metatype))];
  }
}
