import { ChangeDetectionStrategy, Component } from '@angular/core';
import { Shell } from '@tandem/platform-admin';

/** The console. */
@Component({ selector: 'td-app', changeDetection: ChangeDetectionStrategy.OnPush, imports: [Shell], template: `<td-shell />` })
export class App {}
