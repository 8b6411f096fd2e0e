import { computed, inject, Injectable, signal } from '@angular/core';
import { listCountries } from '@tandem/enrollment-contract';
import { ApiClient, Words } from '@tandem/platform-admin';

/** Countries in which a company can enroll (ENR-12), by name in the person's language, and the trading regions that they form. */
@Injectable({ providedIn: 'root' })
export class Countries {
  private readonly api = inject(ApiClient);
  private readonly words = inject(Words);
  private readonly codes = signal<readonly string[]>([]);
  /** Names of the regions, as the API knows them. */
  readonly regions = signal<readonly string[]>([]);
  readonly all = computed(() => this.codes().map((code) => ({ code, name: this.words.country(code) })).sort((one, other) => one.name.localeCompare(other.name, this.words.locale())));

  constructor() {
    void this.read();
  }

  /** Without an answer the form still shows the country that it has. */
  private async read(): Promise<void> {
    await this.api.call(listCountries).then(
      ({ items, regions }) => {
        this.codes.set(items);
        this.regions.set(regions.map(({ name }) => name));
      },
      () => undefined,
    );
  }
}
