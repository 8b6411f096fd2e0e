import { inject } from '@angular/core';
import type { Provider } from '@angular/core';
import { getMe, getSandboxClock, setSandboxClock } from '@tandem/identity-contract';
import { ApiClient, CLOCK_SOURCE, ME_SOURCE } from '@tandem/platform-admin';
import type { ClockSource, Me } from '@tandem/platform-admin';

function meSource(): () => Promise<Me> {
  const api = inject(ApiClient);
  return async () => {
    const { user, ...me } = await api.call(getMe);
    // The console's session always belongs to a person; API clients have no session.
    if (!user) throw new Error('The session has no person');
    return { ...me, user };
  };
}

function clockSource(): ClockSource {
  const api = inject(ApiClient);
  return {
    read: async () => (await api.call(getSandboxClock)).now,
    advance: async (by) => (await api.call(setSandboxClock, { body: { advanceBy: by } })).now,
  };
}

/** Tells the console who is signed in and what time it is for business. */
export const provideIdentity = (): Provider[] => [
  { provide: ME_SOURCE, useFactory: meSource },
  { provide: CLOCK_SOURCE, useFactory: clockSource },
];
