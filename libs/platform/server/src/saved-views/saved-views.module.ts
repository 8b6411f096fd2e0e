import { Module } from '@nestjs/common';
import { AddSavedView } from './add-saved-view';
import { ChangeSavedView } from './change-saved-view';
import { RemoveSavedView } from './remove-saved-view';
import { SavedViewsController } from './saved-views.controller';

/** The routes of "Saved views". For the api. */
@Module({ controllers: [SavedViewsController], providers: [AddSavedView, ChangeSavedView, RemoveSavedView] })
export class SavedViewsModule {}
