/** Path under which the personal links of invitations are answered. */
export const LINK_PATH = '/invite/';
