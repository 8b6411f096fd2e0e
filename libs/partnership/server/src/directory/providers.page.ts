import { PROVIDER_SERVICES, ProviderService } from '@tandem/partnership-contract';
import { regionOf } from '@tandem/platform-kernel';
import { html, icon } from '@tandem/platform-server';
import type { Actor, Html, PageContent, PageLocale } from '@tandem/platform-server';
import type { EntryRow } from './directory-entry.view';
import type { DirectorySearch } from './list-directory';
import { PROVIDERS_WORDS } from './providers.words.data';
import type { ProvidersWords } from './providers.words.data';

/** Where the directory is read without signing in. */
export const PROVIDERS_PATH = '/providers';

/** What the page is made from. */
export interface ProvidersAt {
  readonly locale: PageLocale;
  readonly actor: Actor | undefined;
  /** What was asked for, without anything invalid. */
  readonly search: DirectorySearch;
  /** The region that is shown; differs from the asked one by the default of DIR-03. */
  readonly region: string | undefined;
  readonly rows: readonly EntryRow[];
  /** Token of the next page. */
  readonly next: string | undefined;
  /** Token of this page; none on the first one. */
  readonly after: string | undefined;
  /** Countries and regions that are worth asking for: those that occur. */
  readonly countries: readonly string[];
  readonly regions: readonly string[];
}

type Option = readonly [value: string, label: string];

const pathTo = (query: Readonly<Record<string, string | undefined>>): string => {
  const given = new URLSearchParams(Object.entries(query).flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []))).toString();
  return given ? `${PROVIDERS_PATH}?${given}` : PROVIDERS_PATH;
};

const pathOf = ({ name, country, region, services }: DirectorySearch, after?: string): string => pathTo({ name, country, region, services: services?.[0], after });

const regionName = (words: ProvidersWords, region: string): string => (words.regions as Readonly<Record<string, string>>)[region] ?? region;

function choice(name: string, label: string, options: readonly Option[], chosen: string | undefined): Html {
  const lines = options.map(([value, text]) => html`<option value="${value}"${value === (chosen ?? '') && html` selected`}>${text}</option>`);
  return html`<div class="field"><label for="${name}">${label}</label><select class="in" id="${name}" name="${name}">${lines}</select></div>`;
}

function searchForm({ locale, search, region, countries, regions }: ProvidersAt, words: ProvidersWords, countryName: (code: string) => string): Html {
  const byLabel = (options: Option[]): Option[] => options.sort(([, one], [, other]) => one.localeCompare(other, locale));
  const places: Option[] = [['', words.anyCountry], ...byLabel(countries.map((code): Option => [code, countryName(code)]))];
  const areas: Option[] = [['all', words.anyRegion], ...byLabel(regions.map((id): Option => [id, regionName(words, id)]))];
  const offers: Option[] = [['', words.anyService], ...PROVIDER_SERVICES.map((id): Option => [id, words.services[id]])];
  return html`<form class="find" role="search" action="${PROVIDERS_PATH}"><div class="field"><label for="name">${words.name}</label><input class="in" id="name" name="name" type="search" maxlength="200" value="${search.name}"></div>${choice('country', words.country, places, search.country)}${choice('region', words.region, areas, region ?? 'all')}${choice('services', words.service, offers, search.services?.[0])}<button class="btn primary">${words.search}</button></form>`;
}

function contact({ website, email, phoneNumber }: EntryRow): Html {
  const lines = [
    website && html`<a href="${website}" rel="noopener nofollow">${website.replace(/^https?:\/\//, '').replace(/\/$/, '')}</a>`,
    email && html`<a href="mailto:${email}">${email}</a>`,
    phoneNumber && html`<a href="tel:${phoneNumber.replace(/[^+\d]/g, '')}">${phoneNumber}</a>`,
  ].filter((line) => line instanceof Object);
  return html`${lines.map((line, index) => html`<p${index > 0 && html` class="gap1"`}>${line}</p>`)}`;
}

function table(rows: readonly EntryRow[], words: ProvidersWords, countryName: (code: string) => string): Html {
  const lines = rows.map((row) => {
    const offers = row.services.map((service) => html`<span class="pill">${words.services[ProviderService.parse(service)]}</span> `);
    const region = regionName(words, regionOf(row.country) ?? '');
    const served = row.countries.map(countryName).join(', ');
    return html`<tr><td><h2 class="h2">${row.name}</h2><p class="sm t2">${countryName(row.country)} · ${region}</p></td><td><p>${row.description}</p><p class="row gap1">${offers}</p><p class="meta t2 gap1">${words.serves} ${served}</p></td><td>${contact(row)}</td></tr>`;
  });
  return html`<table class="rights gap2"><thead><tr><th scope="col">${words.provider}</th><th scope="col">${words.offers}</th><th scope="col">${words.contact}</th></tr></thead><tbody>${lines}</tbody></table>`;
}

/** The public provider directory (SCR-16, DIR-01): search, entries by name, contact; readable by everybody, without script. */
export function providersPage(at: ProvidersAt): PageContent {
  const { locale, actor, search, region, rows, next, after } = at;
  const words = PROVIDERS_WORDS[locale];
  const names = new Intl.DisplayNames([locale], { type: 'region' });
  const countryName = (code: string): string => names.of(code) ?? code;
  const byDefault = region && !search.region;
  const note = byDefault && html`<p class="note gap3">${icon('info')}<span>${words.ownRegion(regionName(words, region))} <a href="${pathOf({ ...search, region: 'all' })}">${words.everyRegion}</a></span></p>`;
  const none = html`<section class="gap4"><h2 class="h2">${words.none}</h2><p class="t2 gap1">${words.noneText}</p><p class="gap2"><a class="btn" href="${pathOf({ region: 'all' })}">${words.all}</a></p></section>`;
  const more = next && html`<p class="gap3"><a class="btn" rel="next" href="${pathOf(search, next)}">${words.more}</a></p>`;
  const found = rows.length > 0 ? html`<p class="meta t2 gap3">${words.found(rows.length, next !== undefined)}</p>${table(rows, words, countryName)}${more}` : none;
  const body = html`<main id="main" class="doc"><h1 class="title">${words.title}</h1><p class="lead t2 gap1">${words.lead}</p>${searchForm(at, words, countryName)}${note}${found}</main>`;
  const who = actor
    ? html`${words.signedInAs} <b class="b t1">${actor.name}</b>, ${actor.organisationName} <a href="/">${words.toConsole}</a>`
    : html`<a href="/auth/sign-in?returnTo=${encodeURIComponent(pathOf(search))}">${words.signIn}</a>`;
  return { locale, title: words.title, path: pathOf(search, after), body, who, footer: html`<span>${words.footer}</span>` };
}
