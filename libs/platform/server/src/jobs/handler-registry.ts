import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { provided } from '../provided/provided';
import type { JobDefinition, ScheduleDefinition } from './definition';
import { DeliveryHandler, JobHandler, OutsideHandler, ScheduleHandler } from './handlers';
import { JobDefinitions } from './job-definitions';

/** The schedules of this worker. */
export class Schedules {
  constructor(readonly all: readonly ScheduleDefinition[]) {}
}

/** Knows who does which work: the providers of the contexts' worker modules that extend one of the handler classes. */
@Injectable()
export class HandlerRegistry {
  private readonly jobs = new Map<string, JobHandler>();
  private readonly deliveries = new Map<string, DeliveryHandler>();
  private readonly outsides = new Map<string, OutsideHandler>();
  private readonly schedules = new Map<string, ScheduleHandler>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly definitions: JobDefinitions,
    private readonly scheduled: Schedules,
  ) {}

  /** @throws Error naming every definition without exactly one handler, and every handler without a definition. */
  collect(): void {
    const faults: string[] = [];
    const place = <Handler>(known: Map<string, Handler>, name: string, handler: Handler, definitions: readonly { readonly name: string }[]): void => {
      if (known.has(name)) faults.push(`${name} has two handlers`);
      if (!definitions.some((definition) => definition.name === name)) faults.push(`the handler of ${name} has no definition`);
      known.set(name, handler);
    };
    for (const handler of provided(this.discovery, JobHandler)) place(this.jobs, handler.job.name, handler, this.definitions.all);
    for (const handler of provided(this.discovery, DeliveryHandler)) place(this.deliveries, handler.job.name, handler, this.definitions.all);
    for (const handler of provided(this.discovery, OutsideHandler)) place(this.outsides, handler.job.name, handler, this.definitions.all);
    for (const handler of provided(this.discovery, ScheduleHandler)) place(this.schedules, handler.schedule.name, handler, this.scheduled.all);
    const handlers = { transactional: this.jobs, delivery: this.deliveries, outside: this.outsides };
    const missing = (job: JobDefinition): boolean => !handlers[job.kind].has(job.name);
    for (const { name } of this.definitions.all.filter(missing)) faults.push(`${name} has no handler`);
    for (const { name } of this.scheduled.all.filter((schedule) => !this.schedules.has(schedule.name))) faults.push(`${name} has no handler`);
    if (faults.length > 0) throw new Error(`Jobs do not fit together: ${faults.join('; ')}`);
  }

  job = (name: string): JobHandler | undefined => this.jobs.get(name);
  delivery = (name: string): DeliveryHandler | undefined => this.deliveries.get(name);
  outside = (name: string): OutsideHandler | undefined => this.outsides.get(name);
  schedule = (name: string): ScheduleHandler | undefined => this.schedules.get(name);
}
