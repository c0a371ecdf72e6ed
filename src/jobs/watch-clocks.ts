import type { Handler } from './handler'

export const watchClocks: Handler<'watchClocks'> = async () => undefined
