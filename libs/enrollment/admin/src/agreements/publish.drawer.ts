import { afterRenderEffect, ChangeDetectionStrategy, Component, computed, effect, ElementRef, inject, input, output, signal, untracked, viewChild } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { AGREEMENT_LANGUAGES, getAgreementTemplate } from '@tandem/enrollment-contract';
import type { AgreementTemplateSummary } from '@tandem/enrollment-contract';
import { ApiClient, DrawerForm, Field, Note, saving, Skeleton, Words } from '@tandem/platform-admin';
import { Countries } from '../countries';
import { AgreementChanges } from './agreement-changes';
import { partPath, PUBLISH_FIELDS, PublishForm } from './publish-form';

/** The next version of the partner agreement: written in both languages, compared with the one before, then published. */
@Component({
  selector: 'td-publish-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AgreementChanges, DrawerForm, Field, FormField, Note, Skeleton],
  providers: [PublishForm],
  templateUrl: './publish.drawer.html',
  styleUrl: './publish.drawer.css',
})
export class PublishDrawer {
  /** The version that the text begins with. */
  readonly newest = input<AgreementTemplateSummary | null>(null);
  readonly closed = output();
  readonly published = output<string>();
  protected readonly words = inject(Words);
  protected readonly publishForm = inject(PublishForm);
  private readonly api = inject(ApiClient);
  protected readonly countries = inject(Countries);
  protected readonly languages = AGREEMENT_LANGUAGES;
  protected readonly path = partPath;
  protected readonly saving = saving({ fields: PUBLISH_FIELDS });
  protected readonly ready = signal(false);
  protected readonly act = computed(() => this.words.t(this.publishForm.comparison() ? 'agreements.publish' : 'agreements.compare'));
  private readonly compared = viewChild<ElementRef<HTMLElement>>('compared');
  private readonly missing = signal<readonly string[]>([]);

  constructor() {
    effect(() => {
      this.newest();
      untracked(() => void this.take());
    });
    // What changes is to be seen before it is published.
    afterRenderEffect(() => this.compared()?.nativeElement.focus());
  }

  /** What is wrong with a field. */
  protected wrong(field: string): string {
    return this.saving.wrong(field, this.missing().includes(field) ? this.words.t('agreements.missing') : '');
  }

  /** Compares what is written, then publishes exactly that. */
  protected async save(): Promise<void> {
    this.missing.set(this.publishForm.missing());
    const fits = this.missing().length === 0;
    if (!this.publishForm.comparison()) await this.saving.run(() => this.publishForm.compare(), fits);
    else await this.saving.run(async () => this.published.emit(await this.publishForm.publish()), fits);
  }

  private async take(): Promise<void> {
    const newest = this.newest();
    const version = newest && (await this.api.call(getAgreementTemplate, { params: { templateId: newest.id } }).catch((fault: unknown) => (this.saving.fail(fault), null)));
    this.publishForm.take(version);
    this.ready.set(true);
  }
}
