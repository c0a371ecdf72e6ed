/** A file up to this long goes in one request, a longer one in parts of this length: what a broken line costs is at most one of them. */
export const partBytes = 1024 * 1024

/** What an officer may send in parts: a night of surveillance, a system's own export. Whoever belongs to an institution sends what is read. */
export const largeFileBytesAtMost = 500 * 1024 * 1024

/** So many files of one person may be under way; the next takes the place of the one that has lain longest. */
export const uploadsOfOneAtMost = 8

/** What nobody has touched for so long is cleared away; with a job each half hour, in less than a day. */
export const uploadIdleHours = 20
