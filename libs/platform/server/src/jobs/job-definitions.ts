import type { JobDefinition } from './definition';

/** All job definitions of this process, by name; api and worker have the same ones. */
export class JobDefinitions {
  private readonly byName: ReadonlyMap<string, JobDefinition>;

  /** @throws Error when two definitions share a name. */
  constructor(readonly all: readonly JobDefinition[]) {
    const double = all.find((job, index) => all.findIndex(({ name }) => name === job.name) !== index);
    if (double) throw new Error(`Two jobs are named ${double.name}`);
    this.byName = new Map(all.map((job) => [job.name, job]));
  }

  /** The definition of a name; undefined when nobody here knows it (a row of a newer version). */
  find(name: string): JobDefinition | undefined {
    return this.byName.get(name);
  }

  /** The jobs that an event starts. */
  startedBy(eventName: string): readonly JobDefinition[] {
    return this.all.filter(({ on = [] }) => [on].flat().some(({ name }) => name === eventName));
  }
}
