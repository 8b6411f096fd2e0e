import { pass, unclear } from './check';
import type { Check } from './check';

/** No other organisation here seems to be the same company. */
export const duplicate: Check = {
  id: 'duplicate',
  version: 1,
  reads: ({ resembling }) => resembling.map(({ organisationId, by }) => `${organisationId} ${by}`).sort(),
  run: ({ resembling }) => {
    const [first] = resembling;
    return first === undefined ? pass() : unclear(first.by === 'registration_number' ? 'SAME_REGISTRATION_ID' : 'SAME_NAME', { organisation: first.name, domain: first.domain, organisationId: first.organisationId });
  },
};
