export { Clock, FixedClock, SystemClock } from './clock';
export { DomainError } from './domain-error';
export type { ErrorKind, Refusal } from './domain-error';
export { isUuid, newId } from './id';
export { countriesOf, currencyOf, regionOf, sameRegion } from './region';
export type { Currency, Region } from './region.data';
export { mayFollow, reachable } from './transitions';
export type { Transitions } from './transitions';
