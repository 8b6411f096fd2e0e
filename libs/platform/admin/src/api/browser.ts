import { Injectable } from '@angular/core';

/** The outside world of the console, in one place that a spec can stand in for. */
@Injectable({ providedIn: 'root' })
export class Browser {
  fetch(address: string, request: RequestInit): Promise<Response> {
    return fetch(address, request);
  }

  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  newId(): string {
    return crypto.randomUUID();
  }

  /** Leaves for the sign-in and comes back to where we are. */
  signIn(): void {
    this.go(`/auth/sign-in?returnTo=${encodeURIComponent(location.pathname + location.search)}`);
  }

  /** Leaves the console for another address. */
  go(address: string): void {
    location.assign(address);
  }

  /** Signs out: a form post, because it changes something. */
  leave(): void {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = '/auth/sign-out';
    document.body.append(form);
    form.submit();
  }

  /** A stream of server-sent events. */
  stream(address: string): EventSource {
    return new EventSource(address);
  }

  /** What was remembered on this device, or null. */
  remembered(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  }

  remember(key: string, value: string): void {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Storage may be forbidden; the choice then lasts as long as the page.
    }
  }
}
