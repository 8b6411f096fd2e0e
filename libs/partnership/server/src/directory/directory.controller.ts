import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { createIndirectProvider, editIndirectProvider, getIndirectProvider, indirectProviderTimeline, listDirectoryCandidates, listIndirectProviders } from '@tandem/partnership-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { notFound } from '@tandem/platform-kernel';
import { CurrentActor, Endpoint, Input, timelinePage } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { CreateDirectoryEntry } from './create-directory-entry';
import { entryView, findEntry, keepsDirectory, subjectOfEntry } from './directory-entry.view';
import { EditDirectoryEntry } from './edit-directory-entry';
import { listCandidates, listDirectory } from './list-directory';

/** The provider directory: read by everybody, kept by the operator (DIR-01, DIR-02). */
@Controller()
export class DirectoryController {
  constructor(
    private readonly em: EntityManager,
    private readonly creating: CreateDirectoryEntry,
    private readonly editing: EditDirectoryEntry,
  ) {}

  @Endpoint(listIndirectProviders)
  list(@CurrentActor() actor: Actor | undefined, @Input() input: InputOf<typeof listIndirectProviders>): Promise<AnswerOf<typeof listIndirectProviders>> {
    return listDirectory(this.em, actor, input);
  }

  @Endpoint(listDirectoryCandidates)
  candidates(@Input() input: InputOf<typeof listDirectoryCandidates>): Promise<AnswerOf<typeof listDirectoryCandidates>> {
    return listCandidates(this.em, input);
  }

  @Endpoint(getIndirectProvider)
  async get(@CurrentActor() actor: Actor | undefined, @Input() { params }: { params: InputOf<typeof getIndirectProvider>['params'] }): Promise<AnswerOf<typeof getIndirectProvider>> {
    const row = await findEntry(this.em, actor, params.id);
    if (!row) throw notFound();
    return entryView(row);
  }

  @Endpoint(createIndirectProvider)
  async create(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof createIndirectProvider>): Promise<AnswerOf<typeof createIndirectProvider>> {
    const { id, ...content } = body;
    await this.creating.run(actor, id, content);
    return this.get(actor, { params: { id } });
  }

  @Endpoint(editIndirectProvider)
  async edit(@CurrentActor() actor: Actor, @Input() { params, body, etag }: InputOf<typeof editIndirectProvider>): Promise<AnswerOf<typeof editIndirectProvider>> {
    const { attributes: _, ...given } = body;
    await this.editing.run(actor, params.id, given, etag);
    return this.get(actor, { params });
  }

  @Endpoint(indirectProviderTimeline)
  async timeline(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof indirectProviderTimeline>): Promise<AnswerOf<typeof indirectProviderTimeline>> {
    const { id } = input.params;
    const own = actor.organisationId === id || keepsDirectory(actor);
    if (!own || !(await findEntry(this.em, actor, id))) throw notFound();
    return timelinePage(this.em, { subject: subjectOfEntry(id), organisationId: actor.organisationId, path: `/indirectproviders/${id}/timeline` }, input);
  }
}
