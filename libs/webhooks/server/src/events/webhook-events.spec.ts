import { defineEvent } from '@tandem/platform-contract';
import type { DiscoveryService } from '@nestjs/core';
import { JobDefinitions } from '@tandem/platform-server';
import * as z from 'zod';
import { announceJobs, defineWebhookEvent } from './webhook-event';
import type { WebhookEvent } from './webhook-event';
import { WebhookEvents, webhookEvents } from './webhook-events';

const shipped = defineEvent({ name: 'spec.shipped', data: z.object({ parcelId: z.uuid() }) });
const lost = defineEvent({ name: 'spec.lost', data: z.object({ parcelId: z.uuid() }) });
const event = (name: string): WebhookEvent => defineWebhookEvent({ name, on: [shipped, lost], resource: () => ({ uri: null, name: 'Parcel' }) });

const registry = (...events: readonly WebhookEvent[]): WebhookEvents => {
  const providers = [{ instance: undefined }, { instance: new Date() }, ...webhookEvents(events).map(({ useValue }) => ({ instance: useValue as unknown }))];
  return new WebhookEvents({ getProviders: () => providers } as unknown as DiscoveryService);
};

describe('the webhook events that contexts bring', () => {
  it('are found among everything they provide, in alphabetical order', () => {
    const found = registry(event('parcel-shipped'), event('parcel-lost'));
    found.onModuleInit();
    expect(found.names()).toEqual(['parcel-lost', 'parcel-shipped']);
  });

  it('stop the boot when two share a name, or a name is odd', () => {
    expect(() => registry(event('parcel-lost'), event('parcel-lost')).onModuleInit()).toThrow('Two webhook events are named parcel-lost');
    expect(() => registry(event('ParcelLost')).onModuleInit()).toThrow('The webhook event ParcelLost is not named');
    expect(() => new JobDefinitions(announceJobs([event('parcel-lost'), event('parcel-lost')]))).toThrow('Two jobs are named webhooks.announce-parcel-lost');
  });

  it('are announced by a job that any of their events starts', () => {
    const definitions = new JobDefinitions(announceJobs([event('parcel-changed')]));
    expect(['spec.shipped', 'spec.lost', 'spec.other'].map((name) => definitions.startedBy(name).length)).toEqual([1, 1, 0]);
  });
});
