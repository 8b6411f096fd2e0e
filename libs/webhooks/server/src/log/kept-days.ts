/** For how many days deliveries are kept and can be repeated. */
export const KEPT_DAYS = 30;
