import { Injectable } from '@nestjs/common';
import type { OnModuleInit, ValueProvider } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { WebhookEvent } from './webhook-event';
import { provided } from '@tandem/platform-server';

/** Providers of a context's api module that put its webhook events into the list. */
export const webhookEvents = (events: readonly WebhookEvent[]): ValueProvider[] => events.map((event) => ({ provide: Symbol(event.name), useValue: event }));

const NAME = /^[a-z]+(-[a-z]+)+$/;

/** All webhook events that the contexts of this process bring. */
@Injectable()
export class WebhookEvents implements OnModuleInit {
  private known: readonly string[] = [];

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    this.register(provided(this.discovery, WebhookEvent));
  }

  /** @throws Error when two events share a name, or a name is none that can stay. */
  register(events: readonly WebhookEvent[]): void {
    const names = events.map(({ name }) => name).sort();
    const double = names.find((name, index) => names[index + 1] === name);
    if (double !== undefined) throw new Error(`Two webhook events are named ${double}`);
    const odd = names.find((name) => !NAME.test(name));
    if (odd !== undefined) throw new Error(`The webhook event ${odd} is not named in lower case with hyphens`);
    this.known = names;
  }

  /** Their names, in alphabetical order. */
  names(): readonly string[] {
    return this.known;
  }
}
