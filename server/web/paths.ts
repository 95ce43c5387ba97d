/** Every address of the house, in one place. Names that people chose are encoded here and nowhere else. */
export const pathTo = {
  home: () => '/',
  locale: () => '/locale',
  session: () => '/session',
  sessionEnd: () => '/session/end',
  invitation: (token: string) => `/invitations/${token}`,

  desk: () => '/desk',
  queue: (queue: string | null, page = 1) =>
    queue === null && page === 1 ? pathTo.desk() : `/desk${queryOf({ queue, page: page > 1 ? page : null })}`,
  people: () => '/desk/people',
  invitations: () => '/desk/people/invitations',
  invitationWithdrawal: (id: string) => `/desk/people/invitations/${id}/withdrawal`,
  roles: (id: string) => `/desk/people/${id}/roles`,
  personSessions: (id: string) => `/desk/people/${id}/sessions/end`,
  mySessions: () => '/desk/sessions',
  mySessionsEnd: () => '/desk/sessions/end',
  mySessionEnd: (id: string) => `/desk/sessions/${id}/end`,
  password: () => '/desk/password',
  settings: () => '/desk/people/settings',
  letters: () => '/desk/people/letters',

  notices: (page = 1) => `/desk/notices${page > 1 ? `?page=${page}` : ''}`,
  notice: (id: string) => `/desk/notices/${id}`,
  noticeRead: (id: string) => `/desk/notices/${id}/read`,
  noticesRead: () => '/desk/notices/read',
  noticeChoices: () => '/desk/notices/choices',

  memory: (search: { words?: string; language?: string } = {}) =>
    `/desk/memory${queryOf({ words: search.words ?? null, language: search.language ?? null })}`,

  effort: () => '/desk/effort',
  effortFile: (days: number) => `/desk/effort.csv?days=${days}`,
  terms: (
    search: { words?: string; kind?: string | null; scope?: string; retired?: boolean; page?: number } = {},
  ) =>
    `/desk/terms${queryOf({
      ...{ kind: search.kind ?? null, page: search.page && search.page > 1 ? search.page : null },
      ...{ retired: search.retired ? 1 : null, scope: search.scope || null, words: search.words || null },
    })}`,
  newTerm: () => '/desk/terms/new',
  newTermFrom: (korean: string, english: string) => `/desk/terms/new${queryOf({ english, korean })}`,
  names: ({ next = false }: { next?: boolean } = {}) => `/desk/names${queryOf({ next: next ? 1 : null })}`,
  nameTaking: (id: string) => `/desk/names/${id}/taking`,
  nameDenial: (id: string) => `/desk/names/${id}/denial`,
  nameDenialWithdrawal: (id: string) => `${pathTo.nameDenial(id)}/withdrawal`,
  term: (id: string) => `/desk/terms/${id}`,
  termRetirement: (id: string) => `${pathTo.term(id)}/retirement`,
  termRetirementWithdrawal: (id: string) => `${pathTo.term(id)}/retirement/withdrawal`,
  termsImport: () => '/desk/terms/import',
  termsImports: () => '/desk/terms/imports',
  termsFile: (format: string) => `/desk/terms/export/${format}`,
  articleTerms: (slug: string) => `${pathTo.article(slug)}/terms`,
  pairTerms: (slug: string, number: number) => `${pathTo.pair(slug, number)}/terms`,
  archives: () => '/desk/archives',
  archive: (id: string, page = 1) => `/desk/archives/${id}${page > 1 ? `?page=${page}` : ''}`,
  archiveProgress: (id: string) => `/desk/archives/${id}/progress`,
  archiveStop: (id: string) => `/desk/archives/${id}/stop`,
  takeovers: ({ page = 1, taken = null }: { page?: number; taken?: number | null } = {}) =>
    `/desk/takeovers${queryOf({ page: page > 1 ? page : null, taken })}`,
  takeoverOfAll: () => '/desk/takeovers/all',
  takeoverStop: () => '/desk/takeovers/stop',
  takeoverProgress: () => '/desk/takeovers/progress',
  pairings: (page = 1) => `/desk/pairings${page > 1 ? `?page=${page}` : ''}`,
  pairingSearch: () => '/desk/pairings/search',
  waitingEntry: (id: string) => `/desk/pairings/${id}`,
  pairing: (id: string, slug: string) => `/desk/pairings/${id}/${encodeURIComponent(slug)}`,
  placement: (id: string, slug: string) => `${pathTo.pairing(id, slug)}/placement`,
  denial: (id: string, slug: string) => `${pathTo.pairing(id, slug)}/denial`,
  denialWithdrawal: (id: string, slug: string) => `${pathTo.denial(id, slug)}/withdrawal`,

  newArticle: () => '/desk/articles/new',
  cut: () => '/desk/articles/cut',
  articles: () => '/desk/articles',
  article: (slug: string) => `/desk/articles/${encodeURIComponent(slug)}`,
  details: (slug: string) => `${pathTo.article(slug)}/details`,
  assignment: (slug: string) => `${pathTo.article(slug)}/assignment`,
  assignmentEnd: (slug: string) => `${pathTo.article(slug)}/assignment/end`,
  assignmentTaken: (slug: string) => `${pathTo.article(slug)}/assignment/mine`,
  articleHistory: (slug: string) => `${pathTo.article(slug)}/history`,
  comparison: (slug: string, side: 'ko' | 'en', from: number, to: number) =>
    `${pathTo.articleHistory(slug)}/comparison?${side}=${from}..${to}`,
  newSource: (slug: string) => `${pathTo.article(slug)}/source/new`,
  alignment: (slug: string) => `${pathTo.article(slug)}/source/alignment`,
  source: (slug: string) => `${pathTo.article(slug)}/source`,
  sourcePreview: (slug: string, number: number) => `${pathTo.article(slug)}/source/${number}`,
  sourceApproval: (slug: string, number: number) => `${pathTo.article(slug)}/source/${number}/approval`,
  sourcePublication: (slug: string, number: number) => `${pathTo.article(slug)}/source/${number}/publication`,
  sourceSchedule: (slug: string, number: number) => `${pathTo.article(slug)}/source/${number}/schedule`,
  media: (id: string, width: number, format: string) => `/media/${id}/${width}.${format}`,

  review: (slug: string, filter = 'all', { whole = false }: { whole?: boolean } = {}) =>
    `${pathTo.article(slug)}/review${queryOf({ show: filter === 'all' ? null : filter, whole: whole ? 1 : null })}`,
  restOfReview: (slug: string, filter: string, source: number, after: number) =>
    `${pathTo.article(slug)}/review/after/${after}${queryOf({ show: filter === 'all' ? null : filter, source })}`,
  pair: (slug: string, number: number) => `${pathTo.article(slug)}/pairs/${number}`,
  confirmation: (slug: string, number: number) => `${pathTo.pair(slug, number)}/confirmation`,
  confirmationWithdrawal: (slug: string, number: number) =>
    `${pathTo.pair(slug, number)}/confirmation/withdrawal`,
  findings: (slug: string, number: number) => `${pathTo.pair(slug, number)}/findings`,
  dismissals: (slug: string, number: number) => `${pathTo.pair(slug, number)}/dismissals`,
  dismissalWithdrawal: (slug: string, number: number) => `${pathTo.dismissals(slug, number)}/withdrawal`,
  wholeFindings: (slug: string) => `${pathTo.article(slug)}/findings`,
  wholeDismissals: (slug: string) => `${pathTo.article(slug)}/dismissals`,
  wholeDismissalWithdrawal: (slug: string) => `${pathTo.wholeDismissals(slug)}/withdrawal`,
  checks: () => '/desk/checks',
  counterpart: (slug: string, number: number) => `${pathTo.pair(slug, number)}/counterpart`,
  counterpartWithdrawal: (slug: string, number: number) => `${pathTo.counterpart(slug, number)}/withdrawal`,
  parting: (slug: string, number: number) => `${pathTo.pair(slug, number)}/parting`,
  joining: (slug: string, number: number) => `${pathTo.pair(slug, number)}/joining`,
  pairDifference: (slug: string, number: number) => `${pathTo.pair(slug, number)}/difference`,
  pairHistory: (slug: string, number: number) => `${pathTo.pair(slug, number)}/history`,
  pairMatches: (slug: string, number: number) => `${pathTo.pair(slug, number)}/matches`,
  alternatives: (slug: string, number: number) => `${pathTo.pair(slug, number)}/alternatives`,
  restoration: (slug: string, number: number) => `${pathTo.pair(slug, number)}/restoration`,
  live: (slug: string) => `${pathTo.article(slug)}/live`,
  take: (slug: string) => `${pathTo.article(slug)}/take`,
  takeEnd: (slug: string) => `${pathTo.article(slug)}/take/end`,
  comments: (slug: string, number: number) => `${pathTo.pair(slug, number)}/comments`,
  settlement: (slug: string, id: string) => `${pathTo.article(slug)}/comments/${id}/settlement`,
  clearing: (slug: string, id: string) => `${pathTo.article(slug)}/comments/${id}/clearing`,
  clearingWithdrawal: (slug: string, id: string) => `${pathTo.clearing(slug, id)}/withdrawal`,

  matches: (slug: string) => `${pathTo.article(slug)}/matches`,
  drafts: (slug: string) => `${pathTo.article(slug)}/drafts`,
  draft: (slug: string, id: string) => `${pathTo.drafts(slug)}/${id}`,
  draftProgress: (slug: string, id: string) => `${pathTo.drafts(slug)}/${id}/progress`,
  draftStop: (slug: string, id: string) => `${pathTo.drafts(slug)}/${id}/stop`,

  submission: (slug: string) => `${pathTo.article(slug)}/submission`,
  versions: (slug: string) => `${pathTo.article(slug)}/versions`,
  version: (slug: string, number: number) => `${pathTo.versions(slug)}/${number}`,
  wordChanges: (slug: string, number: number) => `${pathTo.version(slug, number)}/changes`,
  preview: (slug: string, number: number) => `${pathTo.version(slug, number)}/preview`,
  approval: (slug: string, number: number) => `${pathTo.version(slug, number)}/approval`,
  return: (slug: string, number: number) => `${pathTo.version(slug, number)}/return`,
  publication: (slug: string, number: number) => `${pathTo.version(slug, number)}/publication`,
  schedule: (slug: string, number: number) => `${pathTo.version(slug, number)}/schedule`,
  retraction: (slug: string, language: string) => `${pathTo.article(slug)}/${language}/retraction`,
  scheduleCalledOff: (slug: string, id: string) => `${pathTo.article(slug)}/schedules/${id}/called-off`,

  list: (
    language: string,
    { category = null, page = null }: { category?: string | null; page?: number | null } = {},
  ) => `/${language}/${queryOf({ category, page })}`,
  readSeries: (language: string, slug: string) => `/${language}/series/${encodeURIComponent(slug)}`,
  readAuthor: (language: string, slug: string, page: number | null = null) =>
    `/${language}/authors/${encodeURIComponent(slug)}${queryOf({ page })}`,
  readYear: (language: string, year: number, page: number | null = null) =>
    `/${language}/years/${year}${queryOf({ page })}`,
  /** With a stroke at its end, as lists have it: no article can be called so. */
  readIndex: (language: string) => `/${language}/index/`,
  read: (language: string, slug: string) => `/${language}/${encodeURIComponent(slug)}`,
  readBoth: (language: string, slug: string, layout: 'both' | 'interleaved' = 'both') =>
    `${pathTo.read(language, slug)}/${layout}`,
  report: (
    language: string,
    slug: string,
    at: { number: number | null; sentence?: string } = { number: null },
  ) => `${pathTo.read(language, slug)}/report${queryOf({ p: at.number, sentence: at.sentence ?? null })}`,
  reportThanks: (language: string, slug: string, number: number) =>
    `${pathTo.report(language, slug)}/thanks${queryOf({ p: number })}`,
  search: (language: string, { query = null, page = 1 }: { query?: string | null; page?: number } = {}) =>
    `/${language}/search${queryOf({ page: page > 1 ? page : null, q: query })}`,
  feed: (language: string, format: string) => `/${language}/feed.${format}`,
  sitemap: () => '/sitemap.xml',
  sitemapPart: (part: number | string) => `/sitemap/${part}.xml`,
  robots: () => '/robots.txt',
  oembed: (article?: { url: string; format: string }) =>
    `/oembed${queryOf({ format: article?.format ?? null, url: article?.url ?? null })}`,
  cover: (language: string, slug: string | null, fingerprint: string) =>
    `/covers/${language}${slug === null ? '' : `/${encodeURIComponent(slug)}`}/${fingerprint}.png`,
  /** The Korean typeface cut down to what the page at this path says; and all of it. */
  fonts: (path: string) => `/fonts${path.replace(/\/$/, '')}/sheet.css`,
  koreanType: () => '/assets/styles/korean.css',
  picture: (id: string, width: number, format: string) => `/pictures/${id}/${width}.${format}`,
}

/** Parameters in the order of the alphabet, so that a page has one address. */
function queryOf(parameters: Record<string, string | number | null>): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== null)
  return given.length === 0
    ? ''
    : `?${given.map(([name, value]) => `${name}=${encodeURIComponent(value!)}`).join('&')}`
}
