import type { DiscoveryService } from '@nestjs/core';

/**
 * Everything of a class that the modules of this process provide, each instance once: how a context upstream finds what contexts
 * downstream bring, without knowing them.
 */
export const provided = <Kind>(discovery: DiscoveryService, kind: abstract new (...given: never[]) => Kind): Kind[] => [
  ...new Set(discovery.getProviders().map(({ instance }) => instance as unknown)),
].filter((instance): instance is Kind => instance instanceof kind);
