import { inject } from '@angular/core';
import { Router } from '@angular/router';
import type { CanActivateFn } from '@angular/router';
import { settingsOf } from './settings-tabs';

/** The menu's entry leads to the first page of the settings that the person may open. */
export const firstSettings: CanActivateFn = () => inject(Router).parseUrl(`/${settingsOf()[0]?.path ?? ''}`);
