import { always, mighty, narrow, web, type Way } from './answers'

interface Yes {
  to: string
  by: string
  article?: string
  source?: string
  bytesOf?: string
  role?: string
  reason?: string
}

export function yes({
  to,
  by,
  article = to,
  source = `${to}Source`,
  bytesOf = to,
  role = 'editor',
  reason,
}: Yes): string {
  return `insert into desk.approvals (translation_version_id, article_id, source_version_id, content_hash, approved_by, approver_role, own_work_reason)
    values ({${to}Version}, {${article}}, {${source}}, (select content_hash from desk.translation_versions where id = {${bytesOf}Version}),
      {${by}}, '${role}', ${reason === undefined ? 'null' : `'${reason}'`});`
}

function koreanYes({
  to,
  by,
  article = to,
  bytesOf = to,
  role = 'editor',
}: Omit<Yes, 'source' | 'reason'>): string {
  return `insert into desk.source_approvals (source_version_id, article_id, content_hash, approved_by, approver_role)
    values ({${to}Source}, {${article}}, (select content_hash from desk.source_versions where id = {${bytesOf}Source}), {${by}}, '${role}');`
}

export const houseAllowsOwnWork = `insert into desk.settings (name, value) values ('own-work-approval', 'true')
  on conflict (name) do update set value = excluded.value;`

export const approving: Way[] = [
  [
    'approve bytes of another version',
    yes({ to: 'submitted', by: 'daniel', bytesOf: 'other' }),
    { ...web('23503'), ...mighty('23503') },
  ],
  [
    'approve for another article',
    yes({ to: 'other', by: 'daniel', article: 'submitted' }),
    { ...web('23503'), ...mighty('23503') },
  ],
  [
    'approve for another version of the Korean',
    yes({ to: 'movedOn', by: 'daniel' }),
    { ...web('23503'), ...mighty('23503') },
  ],
  [
    'approve what the Korean has left behind',
    yes({ to: 'movedOn', by: 'daniel', source: 'movedOnFirstSource' }),
    { ...web('DY013'), ...mighty('DY013') },
  ],
  [
    'approve what the Korean has left behind under a forged id',
    `insert into desk.source_versions (id, article_id, number, significance, created_by, content, html) overriding system value
       select -1, article_id, 99, 'update', created_by, content, html from desk.source_versions where id = {submittedSource};
     ${yes({ to: 'submitted', by: 'daniel' })}`,
    { ...web('DY013'), ...mighty('DY013') },
  ],
  [
    'approve with the word of another role',
    yes({ to: 'submitted', by: 'daniel', role: 'admin' }),
    { ...web('23514'), ...mighty('23514') },
  ],
  [
    'approve with the role of an admin',
    yes({ to: 'submitted', by: 'hana', role: 'admin' }),
    { ...web('DY010'), ...mighty('DY010') },
  ],
  ['approve as a translator', yes({ to: 'submitted', by: 'jiwoo' }), { ...web('DY010'), ...mighty('DY010') }],
  [
    'approve as the translator of it',
    yes({ to: 'submitted', by: 'minji' }),
    { ...web('DY010'), ...mighty('DY010') },
  ],
  [
    'approve as an admin who is no editor',
    yes({ to: 'submitted', by: 'hana' }),
    { ...web('DY010'), ...mighty('DY010') },
  ],
  [
    'approve as an editor who is one no more',
    yes({ to: 'submitted', by: 'boram' }),
    { ...web('DY010'), ...mighty('DY010') },
  ],
  [
    'approve as nobody',
    yes({ to: 'submitted', by: 'fresh' }).replace('{fresh}', 'null'),
    { ...web('DY010'), ...mighty('DY010') },
  ],
  ['approve own words', yes({ to: 'ownWork', by: 'sora' }), { ...web('DY011'), ...mighty('DY011') }],
  [
    'approve own words with a reason, against the house',
    yes({ to: 'ownWork', by: 'sora', reason: 'I know best.' }),
    { ...web('DY011'), ...mighty('DY011') },
  ],
  [
    'approve own words without a reason, as the house allows',
    houseAllowsOwnWork + yes({ to: 'ownWork', by: 'sora' }),
    { ...web('DY012'), ...mighty('DY012') },
  ],
  [
    'approve own words with an empty reason',
    houseAllowsOwnWork + yes({ to: 'ownWork', by: 'sora', reason: '  ' }),
    { ...web('23514'), ...mighty('23514') },
  ],
  [
    'put another name to own words',
    'update desk.targets set saved_by = {minji} where article_id = {ownWork}',
    { ...narrow, worker: 'DY400', ...always('DY400') },
  ],
  [
    'put another origin to own words',
    "update desk.targets set origin = 'machine' where article_id = {ownWork}",
    { ...narrow, worker: 'DY400', ...always('DY400') },
  ],
  [
    'add oneself to the authors',
    'insert into desk.version_authors values ({submittedVersion}, {sora})',
    narrow,
  ],
  [
    'approve a version that was returned',
    yes({ to: 'returned', by: 'daniel' }),
    { ...web('DY014'), ...mighty('DY014') },
  ],
  ['approve a version twice', yes({ to: 'approved', by: 'sujin' }), { ...web('23505'), ...mighty('23505') }],
  [
    'approve the Korean with bytes of another',
    koreanYes({ to: 'movedOn', by: 'daniel', bytesOf: 'other' }),
    { ...web('23503'), ...mighty('23503') },
  ],
  [
    'approve the Korean for another article',
    koreanYes({ to: 'movedOn', by: 'daniel', article: 'other' }),
    { ...web('23503'), ...mighty('23503') },
  ],
  [
    'approve the Korean as a translator',
    koreanYes({ to: 'movedOn', by: 'minji' }),
    { ...web('DY010'), ...mighty('DY010') },
  ],
  [
    'approve the Korean as an editor who is one no more',
    koreanYes({ to: 'movedOn', by: 'boram' }),
    { ...web('DY010'), ...mighty('DY010') },
  ],
  [
    'approve the Korean with the word of another role',
    koreanYes({ to: 'movedOn', by: 'daniel', role: 'translator' }),
    { ...web('23514'), ...mighty('23514') },
  ],
  [
    'return a version as a translator',
    "insert into desk.returns (article_id, translation_version_id, reasons, returned_by) values ({submitted}, {submittedVersion}, 'No.', {minji})",
    { ...web('DY010'), ...mighty('DY010') },
  ],
  [
    'return a version of another article',
    "insert into desk.returns (article_id, translation_version_id, reasons, returned_by) values ({other}, {submittedVersion}, 'No.', {daniel})",
    { ...web('DY404'), ...mighty('DY404') },
  ],
]
