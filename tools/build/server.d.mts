export declare function buildServer(name: 'api' | 'worker', failpoints?: boolean): Promise<void>;
export declare function watchServer(name: 'api' | 'worker', built: (errors: readonly unknown[]) => void): Promise<() => Promise<void>>;
