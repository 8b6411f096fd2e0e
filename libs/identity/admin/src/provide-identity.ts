import { inject } from '@angular/core';
import type { Provider } from '@angular/core';
import { getMe, getSandboxClock, listRoleHolders, setSandboxClock } from '@tandem/identity-contract';
import { ApiClient, CLOCK_SOURCE, HOLDERS_SOURCE, ME_SOURCE } from '@tandem/platform-admin';
import type { ClockSource, Holder, Me } from '@tandem/platform-admin';
import type { Action } from '@tandem/platform-contract';

function meSource(): () => Promise<Me> {
  const api = inject(ApiClient);
  return async () => {
    const { user, ...me } = await api.call(getMe);
    // The console's session always belongs to a person; API clients have no session.
    if (!user) throw new Error('The session has no person');
    return { ...me, user };
  };
}

function holdersSource(): (action: Action) => Promise<readonly Holder[]> {
  const api = inject(ApiClient);
  return async (action) => (await api.call(listRoleHolders, { query: { action } })).items;
}

function clockSource(): ClockSource {
  const api = inject(ApiClient);
  return {
    read: async () => (await api.call(getSandboxClock)).now,
    advance: async (by) => (await api.call(setSandboxClock, { body: { advanceBy: by } })).now,
  };
}

/** Tells the console who is signed in, whom they can ask, and what time it is for business. */
export const provideIdentity = (): Provider[] => [
  { provide: ME_SOURCE, useFactory: meSource },
  { provide: HOLDERS_SOURCE, useFactory: holdersSource },
  { provide: CLOCK_SOURCE, useFactory: clockSource },
];
