/** ISO 4217 code. */
export type Currency = string;

/** Trading regions with their default currency (ISO 4217) and countries (ISO 3166-1 alpha-2). Source: GEO-02, domain rules 3.7. */
export const REGIONS = {
  africa: {
    currency: 'USD',
    countries: 'AO BJ BW BF BI CM CV CF TD KM CG CD CI DJ GQ ER ET PF GA GM GH GN GW KE LR MG MW ML MU YT NA NC NE NG RE RW ST SN SC SL SO SS SH TZ TG UG ZM',
  },
  asia_pacific: { currency: 'USD', countries: 'BD BT BN KH HK ID LA MO MY MV MM NP PH SG LK TH TL VN' },
  australia: { currency: 'AUD', countries: 'AU CX CC CK FJ TF GU HM KI MH FM NR NU NF MP PW PG PN SB TK TO TV WF' },
  brazil: { currency: 'USD', countries: 'BR' },
  canada: { currency: 'CAD', countries: 'CA PM' },
  europe: {
    currency: 'EUR',
    countries: 'AX AD AT BE BV BG HR CY CZ DK EE FO FI FR DE GI GR GL GG HU IS IE IM IT JE LV LI LT LU MT MC NL NO PL PT RO SM SK SI ES SJ SE CH GB VA',
  },
  india: { currency: 'INR', countries: 'IN' },
  japan: { currency: 'JPY', countries: 'JP' },
  korea: { currency: 'KRW', countries: 'KR' },
  latin_america: {
    currency: 'USD',
    countries: 'AI AQ AG AR AW BS BB BZ BM BO BQ VG KY CL CO CR CW DM DO EC SV FK GF GD GP GT GY HT HN JM MQ MX MS NI PA PY PE PR BL KN LC MF VC SX GS SR TT TC UY VE VI',
  },
  middle_east_central_eastern_europe: {
    currency: 'USD',
    countries: 'AF AL DZ AM AZ BH BY BA IO EG GE IQ IL JO KZ XK KW KG LB LS LY MK MR MD MN ME MA MZ OM PK PS QA SA RS ZA SZ TJ TN TR TM UA AE UZ YE ZW',
  },
  new_zealand: { currency: 'NZD', countries: 'AS NZ WS VU' },
  russia: { currency: 'RUB', countries: 'RU' },
  taiwan: { currency: 'TWD', countries: 'TW' },
  united_states: { currency: 'USD', countries: 'US UM' },
} as const satisfies Record<string, { currency: Currency; countries: string }>;

export type Region = keyof typeof REGIONS;

/** Countries whose currency differs from their region's. */
export const COUNTRY_EXCEPTIONS: Readonly<Record<string, Currency>> = {
  DK: 'DKK', GI: 'GBP', GG: 'GBP', IM: 'GBP', JE: 'GBP', GB: 'GBP', NO: 'NOK', SJ: 'NOK', SE: 'SEK', CH: 'CHF',
};
