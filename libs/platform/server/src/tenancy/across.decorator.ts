import { SetMetadata } from '@nestjs/common';
import type { Door } from './doors';

/** Metadata key under which a handler or its controller names the door it goes through. */
export const ACROSS = 'tandem:across';

/**
 * Lets a route, or all routes of a controller, see the rows of every organisation. For public routes that need it: without it they
 * see none, and a signed-in caller sees those of the own organisation.
 */
export const Across = (door: Door): MethodDecorator & ClassDecorator => SetMetadata(ACROSS, door);
