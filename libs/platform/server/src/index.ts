export { requirePermission } from './auth/actor';
export type { Actor } from './auth/actor';
export { Authenticator } from './auth/authenticator';
export { Config, ConfigSchema } from './config/config';
export type { ConfigValues } from './config/config';
export { ConfigError, describeConfig, loadConfig } from './config/load-config';
export type { DatabasePart } from './orm/database-part';
export { withUpstream } from './orm/database-part';
export { APP_ROLE, ormOptions } from './orm/orm-options';
