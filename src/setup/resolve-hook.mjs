// Lets Node run the project's TypeScript as it stands: imports without extension, `server-only` as nothing.
import { registerHooks } from 'node:module'

const nothing = 'data:text/javascript,export{}'
const missing = new Set(['ERR_MODULE_NOT_FOUND', 'ERR_UNSUPPORTED_DIR_IMPORT'])

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'server-only') return { url: nothing, shortCircuit: true }
    try {
      return next(specifier, context)
    } catch (error) {
      const relative = specifier.startsWith('./') || specifier.startsWith('../')
      if (!missing.has(error.code) || !relative) throw error
      return next(`${specifier}.ts`, context)
    }
  },
})
