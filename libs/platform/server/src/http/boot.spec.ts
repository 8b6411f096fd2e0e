import { Controller, Get } from '@nestjs/common';
import { defineReasons, endpoint } from '@tandem/platform-contract';
import { Endpoint } from './endpoint.decorator';
import { HttpModule } from './http.module';
import { Reasons } from './reasons';
import { Routes, routesOf } from './routes';

const get = (path: string) => endpoint({ method: 'GET', path, action: 'public', tag: 'T', summary: 'S.' });
const served = (...controllers: object[]): Routes => new Routes(new Map([['m', { metatype: class Part {}, controllers: new Map(controllers.map((metatype, at) => [at, { metatype }])) }]]) as never);

describe('the start', () => {
  it('fails when a route has neither endpoint nor page', () => {
    @Controller()
    class Open {
      @Get('/v1/open')
      read(): string {
        return 'open';
      }
    }
    expect(() => routesOf(Open)).toThrow('Open.read serves /v1/open without an endpoint');
  });

  it('fails when two routes answer the same request', () => {
    @Controller()
    class One {
      @Endpoint(get('/v1/things/:id'))
      read(): void {
        return undefined;
      }
    }
    @Controller()
    class Two {
      @Endpoint(get('/v1//Things/:thingId/'))
      read(): void {
        return undefined;
      }
    }
    expect(() => served(One, Two).onModuleInit()).toThrow('Two.read and One.read both serve GET /v1/Things/:thingId');
    const routes = served(One);
    routes.onModuleInit();
    expect([routes.methodsAt('/V1/things/7/?x=1'), routes.methodsAt('/v1/things'), routes.endpoints.length]).toEqual([['GET'], [], 1]);
  });

  it('fails when a reason is explained twice or a constraint has none', () => {
    const reasons = defineReasons({ A_B: { rule: 'T-01', code: 1, kind: 'conflict', says: 'No.', fix: 'Yes.' } });
    expect(() => new Reasons([reasons, reasons])).toThrow('A_B stands in two catalogues');
    expect(() => HttpModule.forRoot({ reasons: [reasons], constraints: [{ some_key: 'UNKNOWN' }] })).toThrow('UNKNOWN of the constraint some_key');
    expect(() => HttpModule.forRoot({ reasons: [reasons], constraints: [{ some_key: 'A_B' }, { some_key: 'A_B' }] })).toThrow('some_key has two reasons');
  });
});
