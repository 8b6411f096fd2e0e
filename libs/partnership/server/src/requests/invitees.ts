import type { Invitee } from '@tandem/invitations-server';
import type { createRelationshipRequests } from '@tandem/partnership-contract';
import { refusalOfName } from '@tandem/partnership-domain';
import type { InputOf } from '@tandem/platform-contract';
import type { Refusal } from '@tandem/platform-kernel';

/** The rows of a bulk; those that cannot be asked say why: an address that stands in an earlier row (IMP-06), a name that must not be greeted (IMP-05). */
export function inviteesOf({ requests, language }: InputOf<typeof createRelationshipRequests>['body']): Invitee[] {
  const earlier = new Set<string>();
  return requests.map(({ email, name, language: own }) => {
    const address = email.toLowerCase();
    const repeated: Refusal | undefined = earlier.has(address) ? { rule: 'IMP-06', reason: 'ADDRESS_REPEATED', kind: 'conflict', field: 'email' } : undefined;
    earlier.add(address);
    const refusal = repeated ?? refusalOfName(name ?? '');
    return { email, name, language: own ?? language, ...(refusal ? { refusal } : {}) };
  });
}
