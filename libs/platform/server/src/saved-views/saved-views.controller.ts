import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Inject } from '@nestjs/common';
import { addSavedView, changeSavedView, listSavedViews, removeSavedView } from '@tandem/platform-contract';
import type { AnswerOf, InputOf, SavedView } from '@tandem/platform-contract';
import type { Actor } from '../auth/actor';
import { collection } from '../http/collection';
import { CurrentActor } from '../http/current-actor.decorator';
import { Endpoint } from '../http/endpoint.decorator';
import { Input } from '../http/input.decorator';
import { AddSavedView } from './add-saved-view';
import { ChangeSavedView } from './change-saved-view';
import { RemoveSavedView } from './remove-saved-view';
import { findSavedViews } from './saved-view-rows';

/** Views of lists that people keep for themselves. */
@Controller()
export class SavedViewsController {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(AddSavedView) private readonly addView: AddSavedView,
    @Inject(ChangeSavedView) private readonly changeView: ChangeSavedView,
    @Inject(RemoveSavedView) private readonly removeView: RemoveSavedView,
  ) {}

  @Endpoint(listSavedViews)
  async list(@CurrentActor() actor: Actor, @Input() { query }: InputOf<typeof listSavedViews>): Promise<AnswerOf<typeof listSavedViews>> {
    return collection(await findSavedViews(this.em, actor, query.page), { path: listSavedViews.path, query });
  }

  @Endpoint(addSavedView)
  add(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof addSavedView>): Promise<SavedView> {
    return this.addView.run(actor, body);
  }

  @Endpoint(changeSavedView)
  change(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof changeSavedView>): Promise<SavedView> {
    return this.changeView.run(actor, input);
  }

  @Endpoint(removeSavedView)
  remove(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof removeSavedView>): Promise<void> {
    return this.removeView.run(actor, params.id);
  }
}
