import { expect, it } from 'vitest'
import { iconNames } from './icon'

type Shape = [tag: string, attributes: Record<string, string>]

const drawingOf = async (name: string): Promise<string> => {
  const { __iconData } = (await import(`lucide-react/icons/${name}`)) as { __iconData: { node: Shape[] } }
  return __iconData.node
    .map(([tag, { key: _, ...attributes }]) => {
      const written = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${value}"`)
      return `<${tag}${written.join('')}/>`
    })
    .join('')
}

// After a change of the names: vitest -u writes the sheet anew.
it('keeps every picture in the sheet, as lucide draws it', async () => {
  const symbols = await Promise.all(
    iconNames.map(async (name) => `<symbol id="${name}" viewBox="0 0 24 24">${await drawingOf(name)}</symbol>\n`),
  )
  const licence = '<!-- Lucide (https://lucide.dev), ISC License, Copyright (c) Lucide Icons and Contributors -->\n'
  const sheet = `<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true">\n${licence}${symbols.join('')}</svg>\n`
  await expect(sheet).toMatchFileSnapshot('../../../public/icons.svg')
})
