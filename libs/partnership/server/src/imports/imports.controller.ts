import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import {
  cancelRequestImport,
  changeRequestImport,
  createRequestImport,
  getImportErrors,
  getRequestImport,
  listImportRows,
  listRequestImports,
  pauseRequestImport,
  resumeRequestImport,
  startRequestImport,
} from '@tandem/partnership-contract';
import type { RequestImport } from '@tandem/partnership-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { answer, CurrentActor, Endpoint, Input } from '@tandem/platform-server';
import type { Actor, Answer } from '@tandem/platform-server';
import { ChangeImport } from './change-import';
import { CreateImport } from './create-import';
import { errorFile } from './import-errors';
import { importViews, readImport } from './import.view';
import { listImports, listRows } from './list-imports';
import { SteerImport } from './steer-import';
import type { Steering } from './steer-import';

type Command = InputOf<typeof startRequestImport>;

/** Imports of addresses to which partnership requests go. */
@Controller()
export class ImportsController {
  constructor(
    private readonly em: EntityManager,
    private readonly creating: CreateImport,
    private readonly changing: ChangeImport,
    private readonly steering: SteerImport,
  ) {}

  @Endpoint(createRequestImport, { consumes: 'text/csv' })
  async create(@CurrentActor() actor: Actor, @Input() { query, body }: InputOf<typeof createRequestImport>): Promise<RequestImport> {
    const { id } = await this.creating.run(actor, { ...body, fileName: query.fileName });
    return this.view(actor, id);
  }

  @Endpoint(listRequestImports)
  list(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof listRequestImports>): Promise<AnswerOf<typeof listRequestImports>> {
    return listImports(this.em, actor, input);
  }

  @Endpoint(getRequestImport)
  get(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof getRequestImport>): Promise<RequestImport> {
    return this.view(actor, params.id);
  }

  @Endpoint(changeRequestImport)
  async change(@CurrentActor() actor: Actor, @Input() { params, body, etag }: InputOf<typeof changeRequestImport>): Promise<RequestImport> {
    await this.changing.run(actor, { id: params.id, etag, mapping: body.mapping, language: body.language });
    return this.view(actor, params.id);
  }

  @Endpoint(listImportRows)
  rows(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof listImportRows>): Promise<AnswerOf<typeof listImportRows>> {
    return listRows(this.em, actor, input);
  }

  @Endpoint(getImportErrors, { produces: 'text/csv' })
  async errors(@CurrentActor() actor: Actor, @Input() { params, query }: InputOf<typeof getImportErrors>): Promise<Answer<string>> {
    const file = await errorFile(this.em, actor, params.id, query.language ?? actor.locale);
    return answer(file, { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="errors.csv"', 'cache-control': 'no-store' } });
  }

  @Endpoint(startRequestImport)
  start(@CurrentActor() actor: Actor, @Input() input: Command): Promise<RequestImport> {
    return this.steer(actor, input, 'start');
  }

  @Endpoint(pauseRequestImport)
  pause(@CurrentActor() actor: Actor, @Input() input: Command): Promise<RequestImport> {
    return this.steer(actor, input, 'pause');
  }

  @Endpoint(resumeRequestImport)
  resume(@CurrentActor() actor: Actor, @Input() input: Command): Promise<RequestImport> {
    return this.steer(actor, input, 'resume');
  }

  @Endpoint(cancelRequestImport)
  cancel(@CurrentActor() actor: Actor, @Input() input: Command): Promise<RequestImport> {
    return this.steer(actor, input, 'cancel');
  }

  private async steer(actor: Actor, { params, etag }: Command, steering: Steering): Promise<RequestImport> {
    await this.steering.run(actor, steering, { id: params.id, etag });
    return this.view(actor, params.id);
  }

  private async view(actor: Actor, id: string): Promise<RequestImport> {
    const [view] = await importViews(this.em, [await readImport(this.em, actor, id)]);
    if (!view) throw new Error('An import that was read has no view');
    return view;
  }
}
