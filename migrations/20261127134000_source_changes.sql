-- Where public English is behind public Korean: the versions of the Korean that came between, typos aside, and the numbers of
-- the paragraphs that each of them changed and that still read otherwise. Numbers only: no word of a version that was
-- never public is in here.
create view site.source_changes with (security_barrier) as
  select english.article_id, version.number, version.significance,
    array(
      select segment.number
      from desk.source_segments original
      join desk.segments segment on segment.id = original.segment_id
      left join desk.source_segments now on now.source_version_id = reads.id and now.segment_id = original.segment_id
      left join desk.source_segments changed on changed.source_version_id = version.id and changed.segment_id = original.segment_id
      left join desk.source_segments before on before.source_version_id = previous.id and before.segment_id = original.segment_id
      where original.source_version_id = made.id and now.fingerprint is distinct from original.fingerprint
        and changed.fingerprint is distinct from before.fingerprint
      order by segment.number
    ) as numbers
  from site.pages english
  join site.pages korean on korean.article_id = english.article_id and korean.language = 'ko' and korean.source_number > english.source_number
  join desk.source_versions made on made.article_id = english.article_id and made.number = english.source_number
  join desk.source_versions reads on reads.article_id = english.article_id and reads.number = korean.source_number
  join desk.source_versions version on version.article_id = english.article_id
    and version.number > english.source_number and version.number <= korean.source_number and version.significance <> 'typo'
  join desk.source_versions previous on previous.article_id = version.article_id and previous.number = version.number - 1
  where english.language = 'en';

grant select on site.source_changes to daeyeok_reader, daeyeok_web, daeyeok_worker;
