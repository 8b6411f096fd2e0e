import { DiscoveryService } from '@nestjs/core';
import type { Established } from '@tandem/invitations-contract';
import type { InvitationText } from '@tandem/invitations-domain';
import { InvitationKind } from './invitation-kind';
import type { KindWords, MailWords } from './invitation-kind';
import { InvitationKinds } from './invitation-kinds';

class Request extends InvitationKind {
  readonly type = 'partnership_request';
  readonly action = 'partnership.accept';
  readonly program = 'indirect_reseller';
  readonly landing = '/';
  draft = (): InvitationText => ({ subject: '', body: '' });
  words = (): KindWords => {
    throw new Error('not asked');
  };
  mailWords = (): MailWords => ({ title: '', button: '', grantsTitle: '', grants: [] });
  guard = (): Promise<void> => Promise.resolve();
  accept = (): Promise<void> => Promise.resolve();
  standing = (): Promise<Established> => Promise.reject(new Error('not asked'));
}

const kinds = (...found: readonly InvitationKind[]): InvitationKinds => {
  const discovery = { getProviders: () => [{ instance: undefined }, ...found.map((instance) => ({ instance })), { instance: new Date() }] } as unknown as DiscoveryService;
  return new InvitationKinds(discovery);
};

describe('kinds of invitations', () => {
  it('are found among everything the contexts provide', () => {
    const kind = new Request();
    const registry = kinds(kind, kind);
    registry.onModuleInit();
    expect(registry.of('partnership_request')).toBe(kind);
    expect(() => registry.of('unheard_of')).toThrow('Nobody knows invitations of type unheard_of');
  });

  it('stop the boot when a type has none, or two', () => {
    expect(() => kinds().onModuleInit()).toThrow('partnership_request has 0 kinds');
    expect(() => kinds(new Request(), new Request()).onModuleInit()).toThrow('partnership_request has 2 kinds');
  });
});
