import { always, mighty, narrow, noRight, web, type Way } from './answers'
import { yes } from './approving'

/** A publication put into the table past the door. */
export function forged(
  version: string,
  { as = version, by = 'daniel', language = 'en', content = 'content', html = 'html' } = {},
): string {
  return `insert into published.publications (article_id, language, source_version_id, translation_version_id, approval_id, content, html, published_by)
    select article_id, '${language}', source_version_id, id, {${as}Approval}, ${content}, ${html}, {${by}}
    from desk.translation_versions where id = {${version}Version};`
}

const otherTitle = `jsonb_set(content, '{0,text}', '"Another title"')`
const lastApproval = "currval(pg_get_serial_sequence('desk.approvals', 'id'))"

export const publishing: Way[] = [
  [
    'publish as the worker or a reader',
    'select published.publish({approvedApproval}, {daniel})',
    { worker: noRight, reader: noRight },
  ],
  [
    'publish the Korean as the worker or a reader',
    'select published.publish_source({approvedSourceApproval}, {daniel})',
    { worker: noRight, reader: noRight },
  ],
  [
    'publish as a translator',
    'select published.publish({approvedApproval}, {minji})',
    { web: 'DY010', ...mighty('DY010') },
  ],
  [
    'publish as an admin who is no editor',
    'select published.publish({approvedApproval}, {hana})',
    { web: 'DY010', ...mighty('DY010') },
  ],
  [
    'publish as an editor who is one no more',
    'select published.publish({approvedApproval}, {boram})',
    { web: 'DY010', ...mighty('DY010') },
  ],
  [
    'publish as nobody',
    'select published.publish({approvedApproval}, null)',
    { web: 'DY010', ...mighty('DY010') },
  ],
  [
    'publish the Korean as a translator',
    'select published.publish_source({approvedSourceApproval}, {minji})',
    { web: 'DY010', ...mighty('DY010') },
  ],
  [
    'publish by an approval that does not exist',
    'select published.publish(999999, {daniel})',
    { web: 'DY404', ...mighty('DY404') },
  ],
  [
    'publish by no approval',
    'select published.publish(null, {daniel})',
    { web: 'DY404', ...mighty('DY404') },
  ],
  [
    'publish the Korean by an approval that does not exist',
    'select published.publish_source(999999, {daniel})',
    { web: 'DY404', ...mighty('DY404') },
  ],
  [
    'publish a version that was returned',
    'select published.publish({returnedApproval}, {daniel})',
    { web: 'DY014', ...mighty('DY014') },
  ],
  [
    'publish a text past the door',
    `select published.put({approved}, 'en', {approvedSource}, null, {approvedVersion}, {approvedApproval}, '[]', '<p>Mine</p>', {daniel})`,
    { ...narrow, ...always('DY020') },
  ],
  [
    'publish what is due as the web or a reader',
    'select published.publish_due()',
    { web: noRight, reader: noRight },
  ],
  ['put a publication into the table', forged('approved'), narrow],
  [
    'forge the words of a publication',
    forged('approved', { html: "html || '<p>More</p>'" }),
    { ...narrow, ...always('DY020') },
  ],
  [
    'forge the title of a publication',
    forged('approved', { content: otherTitle }),
    { ...narrow, ...always('DY020') },
  ],
  [
    'publish a version nobody approved by the approval of another',
    forged('submitted', { as: 'approved' }),
    { ...narrow, ...always('DY020') },
  ],
  ['publish a version without an approval', forged('submitted'), { ...narrow, ...always('DY020') }],
  ['publish English as Korean', forged('approved', { language: 'ko' }), { ...narrow, ...always('DY020') }],
  ['publish in a third language', forged('approved', { language: 'fr' }), { ...narrow, ...always('23514') }],
  [
    'publish past the door as a translator',
    forged('approved', { by: 'minji' }),
    { ...narrow, ...always('DY010') },
  ],
  ['publish past the door what was returned', forged('returned'), { ...narrow, ...always('DY014') }],
  [
    'forge the Korean of a publication',
    `insert into published.publications (article_id, language, source_version_id, source_approval_id, content, html, published_by)
       select article_id, 'ko', id, {approvedSourceApproval}, content, html || ' ', {daniel} from desk.source_versions where id = {approvedSource}`,
    { ...narrow, ...always('DY020') },
  ],
  [
    'choose the hash of a publication',
    `insert into published.publications (article_id, language, source_version_id, translation_version_id, approval_id, content, html, published_by, content_hash)
       select article_id, 'en', source_version_id, id, {approvedApproval}, content, html, {daniel}, content_hash from desk.translation_versions where id = {approvedVersion}`,
    { ...mighty('428C9'), replica: '428C9' },
  ],
  [
    'choose the title of a publication',
    `insert into published.publications (article_id, language, source_version_id, translation_version_id, approval_id, content, html, published_by, title)
       select article_id, 'en', source_version_id, id, {approvedApproval}, content, html, {daniel}, 'Mine' from desk.translation_versions where id = {approvedVersion}`,
    { ...mighty('428C9'), replica: '428C9' },
  ],
  [
    'publish by a yes to other bytes, given while foreign keys sleep',
    yes({ to: 'submitted', by: 'daniel', bytesOf: 'other' }) +
      `select published.publish(${lastApproval}, {daniel})`,
    { replica: 'DY020' },
  ],
  [
    'publish by a translator’s yes, given while the rules sleep',
    yes({ to: 'submitted', by: 'jiwoo' }) + `select published.publish(${lastApproval}, {daniel})`,
    { replica: 'DY020' },
  ],
  [
    'publish by the author’s own yes, given while the rules sleep',
    yes({ to: 'ownWork', by: 'sora' }) + `select published.publish(${lastApproval}, {daniel})`,
    { replica: 'DY020' },
  ],
  [
    'publish by a yes for another article, given while foreign keys sleep',
    yes({ to: 'submitted', by: 'daniel', article: 'other' }) +
      `select published.publish(${lastApproval}, {daniel})`,
    { replica: 'DY020' },
  ],
  [
    'show a photograph the page does not have',
    'insert into published.pictures values ({illustratedPublication}, {secretPicture})',
    { ...narrow, ...always('DY020') },
  ],
  [
    'give a photograph that is public other bytes in another size',
    `insert into desk.media_renditions values ({picture}, 333, 'webp', 'secret')`,
    { ...web('DY001'), ...mighty('DY001') },
  ],
  ['turn back the number of the edition', 'update published.editions set number = 0', narrow],
  ['take the edition away', 'delete from published.editions', narrow],
  [
    'publish later in a translator’s name',
    `insert into desk.schedules (article_id, approval_id, publish_at, scheduled_by) values ({approved}, {approvedApproval}, now(), {minji})`,
    { worker: noRight, reader: noRight },
  ],
  [
    'plan two texts for one time',
    `insert into desk.schedules (article_id, approval_id, publish_at, scheduled_by) values ({scheduled}, {scheduledApproval}, now(), {daniel})`,
    { ...web('23505'), ...mighty('23505') },
  ],
  [
    'plan a text that nobody approved',
    `insert into desk.schedules (article_id, approval_id, publish_at, scheduled_by) values ({submitted}, 999999, now(), {daniel})`,
    { ...web('23503'), ...mighty('23503') },
  ],
]

export function retraction(
  by: string,
  reason = 'A wrong name.',
  publication = 'publishedPublication',
): string {
  return `insert into published.retractions (publication_id, retracted_by, reason) values ({${publication}}, {${by}}, '${reason}')`
}

export const retracting: Way[] = [
  ['retract as a translator', retraction('minji'), { ...web('DY010'), ...mighty('DY010') }],
  ['retract as an admin who is no editor', retraction('hana'), { ...web('DY010'), ...mighty('DY010') }],
  ['retract as an editor who is one no more', retraction('boram'), { ...web('DY010'), ...mighty('DY010') }],
  ['retract without a reason', retraction('daniel', ' '), { ...web('23514'), ...always('23514') }],
  [
    'retract twice',
    retraction('daniel', 'Again.', 'retractedPublication'),
    { ...web('23505'), ...always('23505') },
  ],
]

export const versions: Way[] = [
  [
    'choose the hash of a version',
    `insert into desk.translation_versions (article_id, source_version_id, number, submitted_by, content, html, content_hash)
       select article_id, source_version_id, 99, submitted_by, '[]', 'mine', content_hash from desk.translation_versions where id = {approvedVersion}`,
    { ...web('428C9'), worker: '428C9', ...always('428C9') },
  ],
  [
    'choose the title of a version',
    `insert into desk.translation_versions (article_id, source_version_id, number, submitted_by, content, html, title)
       select article_id, source_version_id, 99, submitted_by, content, html, 'Mine' from desk.translation_versions where id = {approvedVersion}`,
    { ...web('428C9'), worker: '428C9', ...always('428C9') },
  ],
  [
    'make a version without a title',
    `insert into desk.translation_versions (article_id, source_version_id, number, submitted_by, content, html)
       values ({approved}, {approvedSource}, 99, {minji}, '[]', '')`,
    { ...web('23502'), ...always('23502') },
  ],
  [
    'make a version a second time',
    `insert into desk.translation_versions (article_id, source_version_id, number, submitted_by, content, html)
       select article_id, source_version_id, number, submitted_by, content, html from desk.translation_versions where id = {approvedVersion}`,
    { ...web('23505'), ...always('23505') },
  ],
  [
    'make a version of one article from the Korean of another',
    `insert into desk.translation_versions (article_id, source_version_id, number, submitted_by, content, html)
       select {approved}, {otherSource}, 99, submitted_by, content, html from desk.translation_versions where id = {approvedVersion}`,
    { ...web('23503'), ...mighty('23503') },
  ],
]
