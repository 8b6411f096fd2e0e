import { SetMetadata } from '@nestjs/common';
import type { Endpoint } from '@tandem/platform-contract';
import type { RouteMetadata } from '../endpoint.decorator';

const DOCUMENTED = 'tandem:documented';

/** Routes that a module serves beside the HTTP layer, such as the issuer's: they stand in the API document all the same. */
export const Documented = (...endpoints: readonly Endpoint[]): ClassDecorator => SetMetadata(DOCUMENTED, endpoints.map((endpoint): RouteMetadata => ({ endpoint })));

/** What `@Documented` names on a module. */
export const documentedBy = (module: object): readonly RouteMetadata[] => (Reflect.getMetadata(DOCUMENTED, module) as readonly RouteMetadata[] | undefined) ?? [];
