import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Req } from '@nestjs/common';
import { PROVIDER_SERVICES } from '@tandem/partnership-contract';
import { countriesOf, regionOf } from '@tandem/platform-kernel';
import { CurrentActor, pageAnswer, pageLocale, PageRoute } from '@tandem/platform-server';
import type { Actor, Page } from '@tandem/platform-server';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { IS_PROVIDER } from './directory-entry.view';
import { DirectoryPosition, regionShown, searchDirectory } from './list-directory';
import type { DirectorySearch } from './list-directory';
import { PROVIDERS_PATH, providersPage } from './providers.page';

/** Entries on one page: so that it stays under 20 KB. */
const PAGE_SIZE = 8;

/** What cannot be read is not asked for: a page has nobody to tell faults to. */
const Query = z.object({
  name: z.string().trim().max(200).refine((name) => !name.includes('\0')).optional().catch(undefined),
  country: z.string().regex(/^[A-Z]{2}$/).optional().catch(undefined),
  region: z.string().refine((region) => region === 'all' || countriesOf(region) !== undefined).optional().catch(undefined),
  services: z.enum(PROVIDER_SERVICES).transform((service) => [service]).optional().catch(undefined),
  after: z.string().max(2000).optional().catch(undefined),
});

function positionOf(token: string | undefined): DirectoryPosition | undefined {
  if (token === undefined) return undefined;
  try {
    return DirectoryPosition.safeParse(JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** The public page of the provider directory (SCR-16). */
@Controller()
export class ProvidersPageController {
  constructor(private readonly em: EntityManager) {}

  @PageRoute('GET', PROVIDERS_PATH)
  async show(@Req() request: FastifyRequest, @CurrentActor() actor: Actor | undefined): Promise<Page> {
    const { after: token, ...search } = Query.parse(request.query) satisfies DirectorySearch & { after?: string | undefined };
    const region = regionShown(actor, search);
    const after = positionOf(token);
    const { rows, next } = await searchDirectory(this.em, { ...search, region }, { size: PAGE_SIZE, after });
    const places = await this.em.execute<{ home: string; country: string }[]>(
      `select distinct o.country as home, unnest(e.countries) as country from directory_entry e join organisation_card o on o.id = e.provider_id where e.listed and ${IS_PROVIDER}`,
    );
    const content = providersPage({
      ...{ locale: pageLocale(request), actor, search, region, rows, after: after && token },
      next: next && Buffer.from(JSON.stringify(next)).toString('base64url'),
      countries: [...new Set(places.map(({ country }) => country))],
      // The region that is shown can always be chosen, also when nobody is listed there.
      regions: [...new Set([...places.flatMap(({ home }) => regionOf(home) ?? []), ...(region ? [region] : [])])],
    });
    return pageAnswer(request, content);
  }
}
