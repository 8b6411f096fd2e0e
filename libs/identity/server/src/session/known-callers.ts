import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Signals } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';

/** How long a look-up serves further reads, in milliseconds: also when nothing is heard from the database. */
const FRESH_MS = 1000;

/** Callers known at once; beyond, all are forgotten and looked up again. */
const MOST_KNOWN = 5000;

interface Known {
  readonly since: number;
  readonly actor: Promise<Actor>;
}

/**
 * Who called within the last second, for requests that only read: a page of the console asks five things at once, an import asks
 * for hundreds. The database tells of every change to people, roles, programs, clients and ended sessions, and all is forgotten;
 * should that be missed, a second is the bound (SEC-02). A refusal is never remembered.
 */
@Injectable()
export class KnownCallers implements OnModuleInit {
  private readonly known = new Map<string, Known>();

  constructor(private readonly signals: Signals) {}

  onModuleInit(): void {
    this.signals.on('tandem_identity', () => this.forget());
  }

  /** The caller as known, else as looked up now; who asks at the same time waits for the same look-up. */
  find(key: string, lookUp: () => Promise<Actor>): Promise<Actor> {
    const known = this.known.get(key);
    if (known && performance.now() - known.since < FRESH_MS) return known.actor;
    if (this.known.size >= MOST_KNOWN) this.forget();
    // Remembered before it is done: a change that comes meanwhile makes it forgotten, too.
    const looked: Known = { since: performance.now(), actor: lookUp() };
    this.known.set(key, looked);
    looked.actor.catch(() => this.known.get(key) === looked && this.known.delete(key));
    return looked.actor;
  }

  /** Looks everybody up anew from now on. */
  forget(): void {
    this.known.clear();
  }
}
