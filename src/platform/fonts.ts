import 'server-only'
import { readdir, readFile } from 'node:fs/promises'

/**
 * The fonts that pages are set in: the office's own from the folder `QINGYUAN_FONTS` (its licences are the office's), by these names
 * of files; where one is absent, the free font that stands in for it.
 */
const official = {
  body: /^(fangsong|simfang)/i,
  title: /^xiaobiaosong/i,
  heading: /^(heiti|simhei)/i,
  subheading: /^(kaiti|simkai)/i,
  page: /^(songti|simsun)/i,
} as const
export type OfficialFont = keyof typeof official

const serif = '@expo-google-fonts/noto-serif-sc'
const regular = `${serif}/400Regular/NotoSerifSC_400Regular.ttf`
const standing: Readonly<Record<OfficialFont, string>> = {
  body: regular,
  title: `${serif}/700Bold/NotoSerifSC_700Bold.ttf`,
  heading: '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
  subheading: regular,
  page: regular,
}

export type FontBytes = { bytes: Uint8Array; isOwn: boolean }

/** Where the packages are: the built copy is served from a folder of its own. Put together as text, so that no bundler copies fonts. */
const packaged = (file: string) => [process.env.QINGYUAN_SOURCE ?? process.cwd(), 'node_modules', file].join('/')

/** Reads the fonts, each file once. They are not kept: a paper is set now and then, and its fonts are many megabytes. */
export async function readFonts(): Promise<Record<OfficialFont, FontBytes>> {
  const folder = process.env.QINGYUAN_FONTS
  const own = folder ? (await readdir(folder)).filter((name) => /\.(ttf|otf)$/i.test(name)) : []
  const read = new Map<string, Promise<Uint8Array>>()
  const once = (path: string) => {
    const reading = read.get(path) ?? readFile(path)
    read.set(path, reading)
    return reading
  }
  const font = async (name: OfficialFont): Promise<[OfficialFont, FontBytes]> => {
    const mounted = own.find((file) => official[name].test(file))
    const bytes = await once(mounted ? `${folder}/${mounted}` : packaged(standing[name]))
    return [name, { bytes, isOwn: mounted !== undefined }]
  }
  const names = Object.keys(official) as OfficialFont[] // the keys of the table above
  return Object.fromEntries(await Promise.all(names.map(font))) as Record<OfficialFont, FontBytes> // one for each name
}
