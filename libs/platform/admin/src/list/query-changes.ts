import { inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';
import type { ActivatedRoute, Params } from '@angular/router';

/** What changes in the query of an address: null takes a parameter away, others stay. */
export interface QueryChange {
  readonly queryParams: Params;
  /** Whether it takes the place of the present step of the history. */
  readonly replaceUrl: boolean;
}

/**
 * Changes of the query of the page's address, one after the other. Two that come close together would else begin with the same address: the router
 * gives up the first, or the second takes back what the first has set.
 */
@Injectable({ providedIn: 'root' })
export class QueryChanges {
  private readonly router = inject(Router);
  private last: Promise<unknown> = Promise.resolve();

  /** @param make gets the query as it stands when its turn has come. */
  add(route: ActivatedRoute, make: (query: Params) => QueryChange): void {
    const { component } = route;
    this.last = this.last
      .then(() => (this.shows(component) ? this.router.navigate([], { relativeTo: route, queryParamsHandling: 'merge', ...make(route.snapshot.queryParams) }) : undefined))
      // A navigation that breaks must not keep those behind it.
      .catch(() => undefined);
  }

  /** Whether the page that asked is still the one that is shown. */
  private shows(component: ActivatedRoute['component']): boolean {
    let route = this.router.routerState.root;
    while (route.firstChild) route = route.firstChild;
    return component === null || route.component === component;
  }
}
