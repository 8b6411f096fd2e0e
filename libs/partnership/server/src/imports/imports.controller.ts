import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Inject } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import type { ImportRoutes } from '@tandem/partnership-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { answer, CurrentActor, Endpoint, Input, timelinePage } from '@tandem/platform-server';
import type { Actor, Answer } from '@tandem/platform-server';
import { ChangeImport } from './change-import';
import type { ImportChange } from './change-import';
import { CreateImport } from './create-import';
import type { ImportInput } from './create-import';
import { errorFile } from './import-errors';
import type { ImportKind } from './import-kind';
import { subjectOfImport } from './import-records';
import { importViews, readImport } from './import.view';
import type { ImportView } from './import.view';
import { listImports, listRows } from './list-imports';
import { SteerImport } from './steer-import';
import type { Steering } from './steer-import';

type Command = InputOf<ImportRoutes['start']>;
/** What any kind lets choose; the routes of a kind have kept out what it does not know. */
type Creation = Pick<InputOf<ImportRoutes['create']>, 'query'> & { readonly body: ImportInput };
type Change = Command & { readonly body: Omit<ImportChange, 'id' | 'etag'> };

/** The HTTP surface of one kind of import; all kinds have the same. */
export function importsController(routes: ImportRoutes, kindType: Type<ImportKind>): Type {
  @Controller()
  class ImportsController {
    constructor(
      private readonly em: EntityManager,
      private readonly creating: CreateImport,
      private readonly changing: ChangeImport,
      private readonly steering: SteerImport,
      @Inject(kindType) private readonly kind: ImportKind,
    ) {}

    @Endpoint(routes.create, { consumes: 'text/csv' })
    async create(@CurrentActor() actor: Actor, @Input() { query, body }: Creation): Promise<ImportView> {
      const { id } = await this.creating.run(this.kind, actor, { ...body, fileName: query.fileName });
      return this.view(actor, id);
    }

    @Endpoint(routes.list)
    list(@CurrentActor() actor: Actor, @Input() input: InputOf<ImportRoutes['list']>): Promise<AnswerOf<ImportRoutes['list']>> {
      return listImports(this.em, this.kind, actor, input);
    }

    @Endpoint(routes.get)
    get(@CurrentActor() actor: Actor, @Input() { params }: InputOf<ImportRoutes['get']>): Promise<ImportView> {
      return this.view(actor, params.id);
    }

    @Endpoint(routes.change)
    async change(@CurrentActor() actor: Actor, @Input() { params, body, etag }: Change): Promise<ImportView> {
      await this.changing.run(this.kind, actor, { id: params.id, etag, mapping: body.mapping, language: body.language });
      return this.view(actor, params.id);
    }

    @Endpoint(routes.rows)
    rows(@CurrentActor() actor: Actor, @Input() input: InputOf<ImportRoutes['rows']>): Promise<AnswerOf<ImportRoutes['rows']>> {
      return listRows(this.em, this.kind, actor, input);
    }

    @Endpoint(routes.timeline)
    async timeline(@CurrentActor() actor: Actor, @Input() input: InputOf<ImportRoutes['timeline']>): Promise<AnswerOf<ImportRoutes['timeline']>> {
      const found = await readImport(this.em, this.kind, actor, input.params.id);
      return timelinePage(this.em, { subject: subjectOfImport(found, this.kind), organisationId: actor.organisationId, path: routes.timeline.path.replace(':id', found.id) }, input);
    }

    @Endpoint(routes.errors, { produces: 'text/csv' })
    async errors(@CurrentActor() actor: Actor, @Input() { params, query }: InputOf<ImportRoutes['errors']>): Promise<Answer<string>> {
      const file = await errorFile(this.em, this.kind, actor, params.id, query.language ?? actor.locale);
      return answer(file, { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="errors.csv"', 'cache-control': 'no-store' } });
    }

    @Endpoint(routes.start)
    start(@CurrentActor() actor: Actor, @Input() input: Command): Promise<ImportView> {
      return this.steer(actor, input, 'start');
    }

    @Endpoint(routes.pause)
    pause(@CurrentActor() actor: Actor, @Input() input: Command): Promise<ImportView> {
      return this.steer(actor, input, 'pause');
    }

    @Endpoint(routes.resume)
    resume(@CurrentActor() actor: Actor, @Input() input: Command): Promise<ImportView> {
      return this.steer(actor, input, 'resume');
    }

    @Endpoint(routes.cancel)
    cancel(@CurrentActor() actor: Actor, @Input() input: Command): Promise<ImportView> {
      return this.steer(actor, input, 'cancel');
    }

    private async steer(actor: Actor, { params, etag }: Command, steering: Steering): Promise<ImportView> {
      await this.steering.run(this.kind, actor, steering, { id: params.id, etag });
      return this.view(actor, params.id);
    }

    private async view(actor: Actor, id: string): Promise<ImportView> {
      const [view] = await importViews(this.em, this.kind, [await readImport(this.em, this.kind, actor, id)]);
      if (!view) throw new Error('An import that was read has no view');
      return view;
    }
  }
  return ImportsController;
}
