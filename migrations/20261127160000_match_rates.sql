-- A draft from the memory may be of Korean that is only like this one: how like is kept with the words, and shown beside them.
-- It says something only while the words are the memory's.
create domain percentage as smallint check (value between 1 and 100);
alter table targets add column match_rate percentage;
alter table draft_segments add column match_rate percentage;
grant update (match_rate) on targets to daeyeok_worker;
grant update (match_rate) on draft_segments to daeyeok_worker;
