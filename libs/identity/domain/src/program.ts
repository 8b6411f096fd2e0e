/** Programs an organisation can hold; what it may do follows from the set of active ones (ORG-01, ORG-02). */
export type Program = 'indirect_provider' | 'indirect_reseller' | 'direct_bill' | 'customer' | 'operator';

/** Programs that make an organisation a partner of the platform. */
export const PARTNER_PROGRAMS = ['indirect_provider', 'indirect_reseller', 'direct_bill'] as const satisfies readonly Program[];

/**
 * How an organisation comes to a program: by its own application, from an active direct-bill program (transition), or granted
 * by an operator.
 */
export type ProgramPath = 'application' | 'transition' | 'operator';
