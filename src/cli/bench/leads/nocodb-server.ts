// NocoDB as its package is started: on its own Node, in the folder where it is installed. Port and database stand in the environment.
import { createRequire } from 'node:module'
import type { AddressInfo, Server } from 'node:net'
import { join } from 'node:path'

type Express = { listen: (port: number, host: string) => Server; use: (handler: unknown) => void }
type Product = { Noco: { init: (settings: object, server: Server, application: Express) => Promise<unknown> } }

const load = createRequire(join(process.cwd(), 'package.json'))
const application = (load('express') as () => Express)() // of its own dependencies
const server = application.listen(Number(process.env.PORT), '127.0.0.1')
const { Noco } = load('nocodb') as Product // as its package says
application.use(await Noco.init({}, server, application))
console.log(`serves http://127.0.0.1:${(server.address() as AddressInfo).port}`)
