import { describe, expect, it } from '@jest/globals';
import type { DiscoveryService } from '@nestjs/core';
import { Vettings, VettingSource } from './vettings';
import type { Vetting } from './vettings';

class Reviews extends VettingSource {
  of = (organisationId: string, version: string): Promise<Vetting | undefined> =>
    Promise.resolve(organisationId === 'one' ? { vettingStatus: 'pending', vettingSubStatus: version === 'Current' ? 'email_ownership' : 'none' } : undefined);
}

const vettings = (...sources: readonly VettingSource[]): Vettings => {
  const discovery = { getProviders: () => [{ instance: undefined }, ...sources.map((instance) => ({ instance })), { instance: new Date() }] } as unknown as DiscoveryService;
  return new Vettings(discovery);
};

describe('how far the verification of a company is', () => {
  it('is what the context says that verifies it, for each version', async () => {
    const found = vettings(new Reviews());
    found.onModuleInit();
    expect(await found.of('one')).toEqual({ vettingStatus: 'pending', vettingSubStatus: 'email_ownership' });
    expect(await found.of('one', 'LastFinalized')).toEqual({ vettingStatus: 'pending', vettingSubStatus: 'none' });
  });

  it('is none where there has been none, and where nobody verifies', async () => {
    const found = vettings(new Reviews());
    found.onModuleInit();
    const nobody = vettings();
    nobody.onModuleInit();
    for (const none of [await found.of('other'), await nobody.of('one')]) expect(none).toEqual({ vettingStatus: 'none', vettingSubStatus: 'none' });
  });

  it('stops the boot when two contexts verify', () => {
    expect(() => vettings(new Reviews(), new Reviews()).onModuleInit()).toThrow('2 contexts verify companies');
  });
});
