import { always, mighty, narrow, web, type Way } from './answers'

/** Frozen tables, each with a change of a column that nobody may change. */
const frozen = [
  "desk.events action = 'mine'",
  "desk.media name = 'mine'",
  "desk.media_renditions bytes = 'mine'",
  'desk.segments number = number + 1',
  "desk.source_versions html = 'mine'",
  "desk.source_segments text = 'mine'",
  'desk.source_approvals approved_by = approved_by',
  "desk.target_revisions text = 'mine'",
  "desk.translation_versions content = '[]'",
  'desk.version_authors person_id = {jiwoo}',
  "desk.approvals content_hash = 'mine'",
  "desk.returns reasons = 'mine'",
  "published.publications html = 'mine'",
  'published.pictures media_id = {secretPicture}',
  "published.retractions reason = 'mine'",
  "desk.role_grants role = 'owner'",
  "desk.comments text = 'mine'",
  "desk.memory_entries target_text = 'mine'",
  'desk.schedules approval_id = {approvedApproval}',
]

export const rewriting: Way[] = frozen.flatMap((one): Way[] => {
  const [table] = one.split(' ')
  const answers = { ...narrow, ...always('DY001') }
  return [
    [`rewrite ${table}`, `update ${one.replace(' ', ' set ')}`, answers],
    [`delete from ${table}`, `delete from ${table}`, answers],
    [`empty ${table}`, `truncate ${table} cascade`, answers],
  ]
})

function wording(change: string): string {
  return `update desk.targets set ${change} where segment_id = {segment}`
}

export const newName = 'save_id = gen_random_uuid()'

export const writing: Way[] = [
  [
    'change words without a revision',
    wording("text = 'Mine'"),
    { ...narrow, worker: 'DY400', ...always('DY400') },
  ],
  [
    'change words on an old revision',
    wording(`text = 'Mine', base_revision = 0, ${newName}`),
    { ...narrow, worker: 'DY409', ...always('DY409') },
  ],
  [
    'change words on a revision to come',
    wording(`text = 'Mine', base_revision = 9, ${newName}`),
    { ...narrow, worker: 'DY409', ...always('DY409') },
  ],
  [
    'change words under the name of the last save',
    wording("text = 'Mine', base_revision = revision"),
    { ...narrow, worker: 'DY400', ...always('DY400') },
  ],
  [
    'change words under the name of an earlier save',
    wording(
      `text = 'Mine', base_revision = revision, save_id = (select save_id from desk.target_revisions where segment_id = {segment} and revision = 1)`,
    ),
    { ...narrow, worker: '23505', ...always('23505') },
  ],
  ['forge a revision', wording('revision = revision + 7'), { ...narrow, ...always('DY400') }],
  ['turn a revision back', wording('revision = 0'), { ...narrow, ...always('DY400') }],
  ['put words to another segment', wording('segment_id = {freshSegment}'), { ...narrow, ...always('DY001') }],
  [
    'draft over what a person has written',
    wording(`text = 'Machine', origin = 'machine', base_revision = revision, ${newName}`),
    { ...narrow, worker: 'DY409', ...always('DY409') },
  ],
  [
    'take words away',
    'delete from desk.targets where segment_id = {segment}',
    { ...narrow, ...always('DY001') },
  ],
  ['empty desk.targets', 'truncate desk.targets cascade', { ...narrow, ...always('DY001') }],
  [
    'begin a target with words',
    `insert into desk.targets (segment_id, article_id, source_segment_id, text) values ({freshSegment}, {fresh}, {freshSourceSegment}, 'Mine')`,
    { ...narrow, worker: 'DY400', ...always('DY400') },
  ],
  [
    'begin a target at a later revision',
    `insert into desk.targets (segment_id, article_id, source_segment_id, revision) values ({freshSegment}, {fresh}, {freshSourceSegment}, 7)`,
    { ...narrow, worker: 'DY400', ...always('DY400') },
  ],
  [
    'write a revision into history',
    `insert into desk.target_revisions (segment_id, article_id, outcome, revision, base_revision, save_id, text, origin, source_segment_id)
       values ({freshSegment}, {fresh}, 'saved', 1, 0, gen_random_uuid(), 'Mine', 'person', {freshSourceSegment})`,
    narrow,
  ],
  [
    'save under the name of another save',
    `select * from desk.save_target({freshSegment}, {freshSourceSegment}, 0, (select save_id from desk.target_revisions where segment_id = {segment} and revision = 1), 'Mine', {minji}, false)`,
    web('DY400'),
  ],
  [
    'save a segment that does not exist',
    `select * from desk.save_target(999999, 999999, 0, '{newSave}', 'Mine', {minji}, false)`,
    web('DY404'),
  ],
  [
    'save a segment beside the Korean of another',
    `select * from desk.save_target({freshSegment}, (select max(id) from desk.source_segments), 0, '{newSave}', 'Mine', {minji}, false)`,
    web('DY404'),
  ],
  [
    'save more than a target holds',
    `select * from desk.save_target({freshSegment}, {freshSourceSegment}, 0, '{newSave}', repeat('a', 200001), {minji}, false)`,
    web('23514'),
  ],
  [
    'save Hangul in pieces',
    `select * from desk.save_target({freshSegment}, {freshSourceSegment}, 0, '{newSave}', normalize('가', NFD), {minji}, false)`,
    web('23514'),
  ],
  [
    'save a control character',
    `select * from desk.save_target({freshSegment}, {freshSourceSegment}, 0, '{newSave}', e'\\x1b', {minji}, false)`,
    web('23514'),
  ],
]

export function gift(role: string, to: string, by: string): string {
  return `insert into desk.role_grants (person_id, role, granted_by) values ({${to}}, '${role}', ${by})`
}

export const ofBoram = "where person_id = {boram} and role = 'editor'"

export const roles: Way[] = [
  [
    'give a role as a translator',
    gift('editor', 'jiwoo', '{minji}'),
    { ...web('DY010'), ...mighty('DY010') },
  ],
  ['give a role as an editor', gift('editor', 'jiwoo', '{daniel}'), { ...web('DY010'), ...mighty('DY010') }],
  ['give a role to oneself', gift('admin', 'minji', '{minji}'), { ...web('DY010'), ...mighty('DY010') }],
  [
    'give a role as an admin who is one no more',
    gift('editor', 'jiwoo', '{formerAdmin}'),
    { ...web('DY010'), ...mighty('DY010') },
  ],
  [
    'be the first admin a second time',
    gift('admin', 'minji', 'null'),
    { ...web('DY010'), ...mighty('DY010') },
  ],
  ['be given a role by nobody', gift('editor', 'minji', 'null'), { ...web('DY010'), ...mighty('DY010') }],
  [
    'be given a role there is not',
    gift('owner', 'minji', '{sujin}'),
    { ...web('23514'), ...mighty('23514') },
  ],
  [
    'wipe out that a role was taken',
    `update desk.role_grants set revoked_at = null, revoked_by = null ${ofBoram}`,
    { ...web('DY010'), ...mighty('DY010') },
  ],
  [
    'give a role back as the one who lost it',
    `update desk.role_grants set revoked_at = null, revoked_by = null, granted_by = {boram}, granted_at = now() ${ofBoram}`,
    { ...web('DY010'), ...mighty('DY010') },
  ],
  [
    'take a role away as a translator',
    "update desk.role_grants set revoked_at = now(), revoked_by = {minji} where person_id = {daniel} and role = 'editor'",
    { ...web('DY010'), ...mighty('DY010') },
  ],
  [
    'take a role away as nobody',
    "update desk.role_grants set revoked_at = now() where person_id = {daniel} and role = 'editor'",
    { ...web('DY010'), ...mighty('DY010') },
  ],
  [
    'move a role to another person',
    'update desk.role_grants set person_id = {minji} where person_id = {daniel}',
    { ...narrow, ...always('DY001') },
  ],
]
