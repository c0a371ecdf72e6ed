/** Where to go after signing in: a path of ours, whatever was asked for. Nobody is sent elsewhere by a link that looks like ours. */
export function returnPath(asked: string | null | undefined, home = '/desk'): string {
  if (!asked || asked.length > 2000 || !asked.startsWith('/') || /[\\\p{Cc}]/u.test(asked)) return home
  const base = 'http://own.invalid'
  if (!URL.canParse(asked, base)) return home
  const url = new URL(asked, base)
  if (url.origin !== base || url.pathname.startsWith('//') || /^\/(login|api)(\/|$)/.test(url.pathname)) return home
  return `${url.pathname}${url.search}${url.hash}`
}
