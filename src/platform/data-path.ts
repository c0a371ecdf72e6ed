import 'server-only'

/**
 * A path in the folder of this installation's data. Put together as text and only when asked: a bundler that could follow it
 * would copy uploaded files and keys into what it builds.
 */
export const dataPath = (...parts: readonly string[]): string => [process.env.DATA_DIR ?? '.data', ...parts].join('/')
