/** Countries in which a company has to name its registration id (ENR-11). */
export const REGISTRATION_ID_REQUIRED: ReadonlySet<string> = new Set('AM AZ BY BR HU IN IQ KZ KG MD MM PL RU SA ZA SS TJ TH TR UA AE UZ VE VN'.split(' '));

/**
 * How registration ids of companies look, where a country has one way to write them: without spaces, dots, dashes and slashes, in upper case.
 * Not compared with each register's own description yet: one that looks otherwise is never refused, a person looks at it.
 */
export const REGISTRATION_ID_FORMS: Readonly<Record<string, RegExp>> = {
  AT: /^(FN)?\d{1,6}[A-Z]$/,
  BE: /^(BE)?[01]\d{9}$/,
  BR: /^\d{14}$/,
  CH: /^(CHE)?\d{9}(MWST|TVA|IVA)?$/,
  CZ: /^\d{8}$/,
  DE: /^[A-ZÄÖÜ]*(HRA|HRB|GNR|PR|VR)\d{1,6}[A-Z]{0,3}$/,
  DK: /^\d{8}$/,
  EE: /^\d{8}$/,
  ES: /^[A-Z]\d{7}[A-Z\d]$/,
  FI: /^\d{8}$/,
  FR: /^(\d{9}|\d{14})$/,
  GB: /^([A-Z]{2}\d{6}|\d{8})$/,
  HU: /^(\d{10}|\d{11}|\d{8})$/,
  IE: /^\d{1,6}$/,
  IN: /^([LU]\d{5}[A-Z]{2}\d{4}[A-Z]{3}\d{6}|[A-Z]{3}\d{4})$/,
  IT: /^(\d{11}|[A-Z]{2}\d{6,7})$/,
  KZ: /^\d{12}$/,
  LT: /^(\d{7}|\d{9})$/,
  LU: /^B\d{1,6}$/,
  LV: /^\d{11}$/,
  NL: /^\d{8}$/,
  NO: /^\d{9}$/,
  PL: /^(\d{10}|\d{9}|\d{14})$/,
  PT: /^\d{9}$/,
  RU: /^(\d{10}|\d{13})$/,
  SE: /^\d{10}$/,
  TR: /^(\d{10}|\d{16}|\d{5,6})$/,
  UA: /^\d{8}$/,
  ZA: /^\d{12}$/,
};
